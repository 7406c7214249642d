package io.rebeam.kernel.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.process.LocalProcess;
import io.rebeam.kernel.process.ProcessHost;
import io.rebeam.kernel.process.ProcessKind;
import io.rebeam.kernel.scheduler.LoadMeter.Share;
import io.rebeam.kernel.state.NodeState;
import io.rebeam.testing.FakeTicker;
import io.rebeam.testing.Kernels;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadMeterTest {
  private final FakeTicker ticker = new FakeTicker();
  private final NodeState node = Kernels.state(ticker, 100);
  private final Scheduler scheduler = new Scheduler(1, node, 1, Duration.ofSeconds(1), _ -> {});
  private final LoadMeter meter = new LoadMeter();

  /** A carrier that is never started: the test sets the process that runs on it. */
  private final CarrierThread carrier = new CarrierThread(scheduler, 1);

  private final ProcessHost host = scheduler;
  private final LocalProcess process =
      Objects.requireNonNull(
          LocalProcess.create(host, 0, ProcessKind.COROUTINE, "coroutine", false));

  private void pass(int millis) {
    for (int i = 0; i < millis; i += 2) {
      ticker.advance(TimeUnit.MILLISECONDS.toNanos(2));
      meter.sample(ticker.nanos(), List.of(carrier));
    }
  }

  private LoadMeter.Reading read() {
    return meter.read(ticker.nanos());
  }

  @Test
  void nothingIsSeenBeforeTheFirstSample() {
    assertThat(read().busy()).isZero();
    assertThat(read().nanos()).isZero();
    assertThat(read().processes()).isEmpty();
  }

  @Test
  void theLoadIsTheShareOfTheLastSecond() {
    pass(750);
    carrier.enterSlice(process, ticker.nanos());
    pass(250);

    assertThat(read().busy()).isEqualTo(0.25);
    assertThat(Objects.requireNonNull(read().threads().get(carrier))[0]).isEqualTo(0.25);
    assertThat(read().longestNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
    assertThat(read().longestSerial()).isEqualTo(process.serial());

    carrier.leaveSlice();
    pass(2_000);
    assertThat(read().busy()).isZero();
    assertThat(read().longestNanos()).isZero();
    assertThat(read().nanos()).isBetween(900_000_000L, 1_000_000_000L);
  }

  @Test
  void aThreadThatWaitsInsideASliceRunsNobody() {
    carrier.enterSlice(process, ticker.nanos()); // as a thread that was not started, it never runs
    pass(1_000);

    assertThat(read().busy()).isEqualTo(1);
    assertThat(Objects.requireNonNull(read().threads().get(carrier))[1]).isEqualTo(1);
    assertThat(read().processes()).isEqualTo(List.<Share>of());
  }
}
