package io.rebeam.kernel.scheduler;

import static io.rebeam.testing.Interleavings.check;
import static io.rebeam.testing.Interleavings.explore;
import static io.rebeam.testing.Interleavings.together;

import io.rebeam.kernel.process.FakeHost;
import io.rebeam.kernel.process.LocalProcess;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LoopGateInterleavingTest {
  private static final class Processes extends FakeHost {
    LocalProcess make() {
      return newborn(false);
    }
  }

  private final Queue<LocalProcess> requeued = new ConcurrentLinkedQueue<>();
  private final LoopGate gate = new LoopGate(requeued::add);

  private void enterAndLeave() {
    try {
      gate.enter();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    gate.leave();
  }

  /** Whether a slice has been run inside; else the process has been queued. */
  private boolean slice(LocalProcess process, boolean onLoopThread) {
    boolean inside = gate.enterOrQueue(process, user(onLoopThread));
    if (inside) {
      check(gate.isMine(), "not inside");
      gate.leave();
    }
    return inside;
  }

  private static LoopUser user(boolean onLoopThread) {
    return new LoopUser("stepper", onLoopThread);
  }

  private static void aProcessThatQueuesIsRunOn(boolean onLoopThread) {
    explore(
        () -> {
          LoopGateInterleavingTest test = new LoopGateInterleavingTest();
          LocalProcess process = new Processes().make();
          boolean[] inside = new boolean[1];
          together(test::enterAndLeave, () -> inside[0] = test.slice(process, onLoopThread));
          check(
              test.requeued.size() == (inside[0] ? 0 : 1),
              inside[0] + ", in the run queue " + test.requeued.size() + " times");
        });
  }

  @Test
  void aProcessThatFindsTheGateClosedIsNotForgotten() {
    aProcessThatQueuesIsRunOn(true);
  }

  @Test
  void aProcessForCarriersThatFindsTheGateClosedIsNotForgotten() {
    aProcessThatQueuesIsRunOn(false);
  }

  @Test
  void twoProcessesAndTheLoopAreAllServed() {
    explore(
        () -> {
          LoopGateInterleavingTest test = new LoopGateInterleavingTest();
          Processes processes = new Processes();
          LocalProcess one = processes.make();
          LocalProcess other = processes.make();
          boolean[] inside = new boolean[2];
          together(
              () -> inside[0] = test.slice(one, true),
              () -> inside[1] = test.slice(other, false),
              test::enterAndLeave);
          check(inside[0] != test.requeued.contains(one), "the first: " + inside[0]);
          check(inside[1] != test.requeued.contains(other), "the second: " + inside[1]);
        });
  }
}
