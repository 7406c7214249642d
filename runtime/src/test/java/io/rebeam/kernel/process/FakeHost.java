package io.rebeam.kernel.process;

import io.rebeam.kernel.process.RunState.Turn;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Notice;
import io.rebeam.kernel.signal.Signal.Message;
import io.rebeam.kernel.state.NodeState;
import io.rebeam.testing.FakeTicker;
import io.rebeam.testing.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A host of processes without code, which unwind at once after an exit signal. */
public class FakeHost implements ProcessHost {
  protected final FakeTicker ticker = new FakeTicker(0);
  protected final NodeState node = Kernels.state(ticker, 1_000_000);
  protected final Kernel kernel = node.kernel();
  final Queue<LocalProcess> runQueue = new ConcurrentLinkedQueue<>();
  final Set<LocalProcess> unwinding = ConcurrentHashMap.newKeySet();
  final Set<LocalProcess> stopped = ConcurrentHashMap.newKeySet();

  @Override
  public Kernel kernel() {
    return kernel;
  }

  @Override
  public Object functionName(Object coroutine) {
    return coroutine;
  }

  @Override
  public void runnable(LocalProcess process) {
    runQueue.add(process);
  }

  @Override
  public void exiting(LocalProcess process) {}

  @Override
  public void unwinding(LocalProcess process) {
    unwinding.add(process);
  }

  @Override
  public long runningNanos(LocalProcess process) {
    return 0;
  }

  @Override
  public void stopRunning(LocalProcess process) {
    stopped.add(process);
  }

  /** A process that has been started and waits for messages. */
  LocalProcess spawn(boolean trapExit) {
    LocalProcess process = newborn(trapExit);
    RunState.start(process);
    run();
    return process;
  }

  protected final LocalProcess newborn(boolean trapExit) {
    return Objects.requireNonNull(
        LocalProcess.create(this, 0, ProcessKind.COROUTINE, "coroutine", trapExit));
  }

  /** Runs runnable processes until none is runnable. */
  void run() {
    LocalProcess process;
    while ((process = runQueue.poll()) != null) {
      Turn turn = RunState.beginSlice(process);
      switch (turn) {
        case UNWIND -> Exits.finish(process, ExitReason.ofWord("unwound"));
        case RESUME, INTERRUPT -> {
          ProcessFacts.readMailbox(
              process,
              mailbox -> {
                mailbox.rewind(0);
                while (mailbox.scan() != null) {
                  // tested, and left in the mailbox
                }
                return mailbox;
              });
          RunState.waitFor(process, WaitMode.MESSAGE);
          RunState.endSlice(process, 0);
        }
        case HANDLE -> {
          RunState.resumeWait(process);
          RunState.endSlice(process, 0);
        }
        case NONE -> {}
      }
    }
  }

  /** What is in a mailbox: notices as text, other payloads as they are. */
  static List<Object> mailbox(LocalProcess process) {
    return ProcessFacts.readMailbox(
        process,
        mailbox -> {
          List<Object> messages = new ArrayList<>();
          mailbox.forEach(message -> messages.add(show(message)));
          return messages;
        });
  }

  private static Object show(Message message) {
    return switch (message.payload) {
      case Notice.ExitNotice(var sender, var reason) -> "EXIT " + sender + " " + reason.text();
      case Notice.DownNotice(long ref, var target, var name, var reason, var tag) ->
          (tag == null ? "DOWN" : tag)
              + " "
              + ref
              + " "
              + (name == null ? target : name)
              + " "
              + reason.text();
      case Notice.TimerNotice(long ref, Object payload) -> "TIMER " + ref + " " + payload;
      case Object other -> other;
    };
  }
}
