package io.rebeam.kernel.python.host;

import static io.rebeam.kernel.python.primitive.PrimitiveTable.none;

import com.oracle.graal.python.builtins.objects.PNone;
import com.oracle.graal.python.runtime.PosixSupportLibrary;
import com.oracle.graal.python.runtime.PosixSupportLibrary.ChannelNotSelectableException;
import com.oracle.graal.python.runtime.PosixSupportLibrary.PosixException;
import com.oracle.graal.python.runtime.PosixSupportLibrary.SelectResult;
import com.oracle.graal.python.runtime.PosixSupportLibrary.Timeval;
import com.oracle.graal.python.runtime.PythonContext;
import com.oracle.truffle.api.TruffleSafepoint;
import io.rebeam.kernel.python.PythonArray;
import io.rebeam.kernel.python.primitive.Caller;
import io.rebeam.kernel.python.primitive.PrimitiveTable;
import io.rebeam.kernel.scheduler.BlockingPool;
import io.rebeam.time.Ticker;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Waits for files, sockets and time. GraalPy's own {@code select} waits where no safepoint action
 * reaches the thread: no process could end the one that waits, and a handshake of all threads would
 * wait with it. Its {@code time.sleep} starts over after a safepoint action when it is given whole
 * seconds, and leaves the action undone, and the thread busy, when it is not.
 */
final class WaitPrimitives {
  private static final int[] NONE = {};

  private final Caller caller;

  WaitPrimitives(Caller caller) {
    this.caller = caller;
  }

  private Ticker ticker() {
    return caller.kernel().ticker();
  }

  private BlockingPool blocking() {
    return caller.scheduler().blocking();
  }

  void addTo(PrimitiveTable primitives) {
    primitives.cold("select", this::select);
    primitives.cold("sleep", none(this::sleep));
    primitives.cold("own_sockets", _ -> blocking().ownSockets());
    primitives.cold("is_closing_sockets", _ -> blocking().isClosingSockets());
  }

  /**
   * {@code sleep(seconds)}: waits until that time has passed. Safepoint actions do not prolong it.
   */
  private void sleep(Object[] arguments) {
    double seconds = ((Number) arguments[0]).doubleValue();
    long deadline = ticker().nanos() + (long) (seconds * 1e9);
    TruffleSafepoint.setBlockedThreadInterruptible(
        null, end -> TimeUnit.NANOSECONDS.sleep(end - ticker().nanos()), deadline);
  }

  /**
   * {@code select(seconds, reads, *files)}: waits until one of the files is ready, the first {@code
   * reads} of them to be read and the others to be written, or until {@code seconds} have passed;
   * -1 is for ever. Gives the indexes of those that are ready, an error number, or None if one is a
   * file that cannot be waited for.
   */
  private Object select(Object[] arguments) {
    double seconds = ((Number) arguments[0]).doubleValue();
    int reads = (int) integer(arguments[1]);
    int[] files = Arrays.stream(arguments).skip(2).mapToInt(file -> (int) integer(file)).toArray();
    var selection =
        new Selection(
            Arrays.copyOf(files, reads),
            Arrays.copyOfRange(files, reads, files.length),
            seconds < 0 ? null : ticker().nanos() + (long) (seconds * 1e9));
    TruffleSafepoint.setBlockedThreadInterruptible(null, Selection::run, selection);
    return selection.answer();
  }

  private static long integer(Object value) {
    return io.rebeam.kernel.python.PythonContext.integer(value); // the other one is GraalPy's
  }

  private final class Selection {
    private final int[] reads;
    private final int[] writes;
    private final @Nullable Long deadline;
    private Object answer = PNone.NONE;

    Selection(int[] reads, int[] writes, @Nullable Long deadline) {
      this.reads = reads;
      this.writes = writes;
      this.deadline = deadline;
    }

    /** Also run again after a safepoint action: that ended it by an interrupt. */
    void run() throws InterruptedException {
      Object posix = PythonContext.get(null).getPosixSupport();
      try {
        SelectResult found =
            PosixSupportLibrary.getUncached().select(posix, reads, writes, NONE, patience());
        answer = ready(found);
      } catch (ChannelNotSelectableException _) {
        answer = PNone.NONE;
      } catch (PosixException e) {
        answer = e.getErrorCode();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }

    /** What is left of the time, in milliseconds, and not 0, with which the call would not wait. */
    private @Nullable Timeval patience() {
      if (deadline == null) {
        return null;
      }
      long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - ticker().nanos()));
      return new Timeval(left / 1000, left % 1000 * 1000);
    }

    private Object ready(SelectResult found) {
      boolean[] readable = found.getReadFds();
      boolean[] writable = found.getWriteFds();
      return new PythonArray(
          IntStream.concat(
                  IntStream.range(0, readable.length).filter(i -> readable[i]),
                  IntStream.range(0, writable.length)
                      .filter(i -> writable[i])
                      .map(i -> readable.length + i))
              .boxed()
              .toArray());
    }

    Object answer() {
      return answer;
    }
  }
}
