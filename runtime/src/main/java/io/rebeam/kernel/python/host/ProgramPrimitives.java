package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.truffle.api.TruffleSafepoint;
import io.rebeam.kernel.python.ProgramStarter;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.PythonContext;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.scheduler.MainProcess;
import io.rebeam.kernel.scheduler.RuntimeThread;
import io.rebeam.program.StandardStreams;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The primitives for other programs of the system, and for the terminal that is shared with them.
 */
final class ProgramPrimitives {
  private final MainProcess main;
  private final StandardStreams streams;
  private final ProgramStarter starter;

  ProgramPrimitives(MainProcess main, ProgramStarter starter) {
    this.main = main;
    this.streams = main.program().streams();
    this.starter = starter;
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("lends_input", _ -> streams.lendsInput());
    primitives.cold("lends_output", _ -> streams.lendsOutput());
    primitives.cold("started_program", _ -> starter.started());
    primitives.cold("wait_for_program", this::waitForProgram);
    primitives.cold("kill_program", ProgramPrimitives::kill);
    primitives.cold("leave_interrupts", none(this::leaveInterrupts));
    primitives.cold("read_hidden", this::readHidden);
  }

  /**
   * {@code wait_for_program(block, *pids)}: the first that has ended, and its exit value; None if
   * all still run, and it is not to block.
   */
  private Object waitForProgram(Object[] a) {
    boolean block = (Boolean) a[0];
    List<Long> pids = Stream.of(a).skip(1).map(PythonContext::integer).toList();
    ProgramStarter.Ended ended = starter.takeEnded(pids);
    if (ended == null && block) {
      TruffleSafepoint.setBlockedThreadInterruptible(
          null, ProgramPrimitives::await, starter.anyEnd(pids));
      ended = starter.takeEnded(pids);
    }
    return ended == null ? PNone.NONE : new PythonArray(ended.pid(), ended.value());
  }

  private static Object kill(Object[] a) {
    return NativeKill.send((int) PythonContext.integer(a[0]), (int) PythonContext.integer(a[1]));
  }

  /** {@code leave_interrupts(bool)}: whether a program has the Ctrl-C of the calling process. */
  private void leaveInterrupts(Object[] a) {
    main.leaveInterrupts(RuntimeThread.currentProcess(), (Boolean) a[0]);
  }

  /**
   * {@code read_hidden(question)}: a line, None at the end of the input, False without terminal.
   */
  private Object readHidden(Object[] a) {
    CompletableFuture<Optional<String>> asked = streams.readHidden(PythonContext.text(a[0]));
    try {
      TruffleSafepoint.setBlockedThreadInterruptible(
          null, ProgramPrimitives::await, asked.handle((_, _) -> true));
      return asked.join().<Object>map(PythonContext::pythonText).orElse(PNone.NONE);
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException) {
        return false;
      }
      throw e;
    } finally {
      asked.cancel(false);
    }
  }

  private static void await(CompletableFuture<?> end) throws InterruptedException {
    try {
      var _ = end.get();
    } catch (ExecutionException e) {
      throw new AssertionError("it ends well, however the question ends", e);
    }
  }
}
