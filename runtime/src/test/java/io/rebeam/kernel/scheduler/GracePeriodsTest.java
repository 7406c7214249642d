package io.rebeam.kernel.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.process.Exits;
import io.rebeam.kernel.process.FakeHost;
import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.RunState;
import io.rebeam.kernel.process.RunState.Turn;
import io.rebeam.kernel.process.RunState.WaitMode;
import io.rebeam.kernel.process.Signals;
import io.rebeam.kernel.signal.ExitReason;
import io.rebeam.kernel.signal.Signal;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long a process may unwind (semantics N7). */
class GracePeriodsTest {
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Runs nothing by itself: the tests begin and end slices. */
  private static final class Host extends FakeHost {
    private final GracePeriods periods = new GracePeriods(GRACE);

    LocalProcess process() {
      return newborn(false);
    }

    @Override
    public void exiting(LocalProcess process) {
      periods.begin(process, ticker.nanos(), false);
    }

    @Override
    public void unwinding(LocalProcess process) {
      periods.begin(process, ticker.nanos(), true);
    }

    void pass(double share) {
      ticker.advance((long) (share * GRACE.toNanos()));
      periods.look(ticker.nanos(), Exits::abandon);
    }
  }

  private final Host host = new Host();
  private final LocalProcess process = host.process();

  private void tellToExit() {
    Signals.deliver(process, new Signal.Exit(null, ExitReason.ofWord("bye"), false));
    assertThat(process.isAlive()).isFalse();
  }

  private void startToRun() {
    RunState.start(process);
    assertThat(RunState.beginSlice(process)).isEqualTo(Turn.RESUME);
  }

  private void waitForMessage() {
    RunState.waitFor(process, WaitMode.MESSAGE);
    RunState.endSlice(process, 0);
  }

  private void expectEndAfterThePeriod() {
    host.pass(0.9);
    assertThat(process.isDead()).isFalse();
    host.pass(0.1);
    assertThat(process.isDead()).isTrue();
  }

  @Test
  @DisplayName("N7: the time begins with unwinding, however long the process waited for its turn")
  void waitingForTheTurnDoesNotCount() {
    startToRun();
    waitForMessage();
    tellToExit();
    host.pass(5);

    assertThat(process.isDead()).isFalse();
    assertThat(RunState.beginSlice(process)).isEqualTo(Turn.UNWIND);
    expectEndAfterThePeriod();
  }

  @Test
  @DisplayName("N7: who was running when told to exit has the whole time to unwind as well")
  void theSliceBeforeDoesNotCount() {
    startToRun();
    tellToExit();
    host.pass(0.9);
    waitForMessage();

    assertThat(RunState.beginSlice(process)).isEqualTo(Turn.UNWIND);
    expectEndAfterThePeriod();
  }

  @Test
  @DisplayName("N7: who does not get at asyncio's loop is given up after the time")
  void aHeldLoopDoesNotKeepItAlive() {
    startToRun();
    process.setLoopUser("a user of the loop");
    waitForMessage();
    tellToExit();
    expectEndAfterThePeriod();
  }

  @Test
  @DisplayName("N7: who does not stop running is given up after the time")
  void anEndlessSliceIsGivenUp() {
    startToRun();
    tellToExit();
    expectEndAfterThePeriod();
  }
}
