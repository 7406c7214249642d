package io.rebeam.kernel.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.inspect.MailboxReadings.Reading;
import io.rebeam.process.MailboxView.Flow;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxReadingsTest {
  /** Close to the overflow of the clock. */
  private static final long START = Long.MAX_VALUE - 1_000;

  private final MailboxReadings readings = new MailboxReadings();

  private Flow look(long millis, long in, int length) {
    return readings.flow(
        7,
        new Reading(START, 0, 0),
        new Reading(START + TimeUnit.MILLISECONDS.toNanos(millis), in, length));
  }

  @Test
  void theFirstLookTellsOfAllTheTime() {
    assertThat(look(2_000, 100, 40)).isEqualTo(new Flow(50, 30, Duration.ofSeconds(2), true));
  }

  @Test
  void theNextLookTellsOfTheTimeSince() {
    look(2_000, 100, 40);

    Flow flow = look(3_000, 110, 45);

    assertThat(flow).isEqualTo(new Flow(10, 5, Duration.ofSeconds(1), false));
    assertThat(flow.growth()).isEqualTo(5);
  }

  @Test
  void looksCloseToOneAnotherCountAsOne() {
    look(2_000, 100, 40);

    assertThat(look(2_050, 200, 140).sinceSpawn()).isTrue();
    assertThat(look(2_200, 120, 60)).isEqualTo(new Flow(100, 0, Duration.ofMillis(200), false));
  }

  @Test
  void aLookLongAgoSaysNothing() {
    look(2_000, 100, 40);

    assertThat(look(70_000, 110, 45).sinceSpawn()).isTrue();
    assertThat(look(71_000, 111, 45)).isEqualTo(new Flow(1, 1, Duration.ofSeconds(1), false));
  }

  @Test
  void aProcessMayHaveReceivedBillions() {
    look(2_000, 5_000_000_000L, 10);

    assertThat(look(3_000, 5_000_000_010L, 20))
        .isEqualTo(new Flow(10, 0, Duration.ofSeconds(1), false));
  }
}
