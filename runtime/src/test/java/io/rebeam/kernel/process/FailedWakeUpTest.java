package io.rebeam.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.kernel.signal.Signal.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A thread that sends may have no stack left where it wakes the receiver. */
class FailedWakeUpTest {
  private static final class FullHost extends FakeHost {
    private boolean full;

    @Override
    public void runnable(LocalProcess process) {
      if (full) {
        throw new StackOverflowError("as full as the test wants it");
      }
      super.runnable(process);
    }
  }

  private final FullHost host = new FullHost();

  @Test
  @DisplayName("M14: a wake-up that fails is counted, marks its process, and can be made again")
  void aWakeUpThatFails() {
    LocalProcess process = host.spawn(false);
    int before = RunState.failedWakeUps();
    host.full = true;

    assertThatThrownBy(() -> Signals.deliver(process, new Message(0, 0, 0, "lost?")))
        .isInstanceOf(StackOverflowError.class);

    assertThat(RunState.failedWakeUps()).isNotEqualTo(before);
    assertThat(RunState.takeFailedWakeUp(process)).isTrue();
    assertThat(RunState.takeFailedWakeUp(process)).isFalse();
    assertThat(RunState.isRunnable(process)).isTrue();

    host.full = false;
    host.runnable(process);
    host.run();
    assertThat(FakeHost.mailbox(process)).containsExactly("lost?");
    assertThat(RunState.isRunnable(process)).isFalse();
  }
}
