package io.rebeam.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.history.ReportLog.Cause;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReportLogTest {
  private final ReportLog log = new ReportLog();

  private static Report report(String type, String place, long serial) {
    return new Report("rebeam.crash", type, place, serial, "f", type + ": x", "text " + serial);
  }

  @Test
  void oneTypeAtOnePlaceIsOneCause() {
    Report other = report("KeyError", "app.py:2", 6);
    Report last = report("KeyError", "app.py:1", 7);

    log.add(report("KeyError", "app.py:1", 5), 100);
    log.add(other, 200);
    log.add(last, 300);

    assertThat(log.causes())
        .containsExactly(new Cause(2, 1, 200, 200, other), new Cause(1, 2, 100, 300, last));
  }

  @Test
  void theCauseOfAProcessIsFoundThoughItsReportWasFolded() {
    log.add(report("KeyError", "app.py:1", 5), 100);
    log.add(report("KeyError", "app.py:1", 7), 300);

    assertThat(Objects.requireNonNull(log.of(5)).number()).isEqualTo(1);
    assertThat(log.of(6)).isNull();
  }

  @Test
  void theCauseNotSeenForLongestGoesFirst() {
    log.add(report("First", "", 1), 0);
    for (int i = 0; i < ReportLog.CAUSES - 1; i++) {
      log.add(report("E" + i, "", 1), i);
    }
    log.add(report("First", "", 1), 0);
    log.add(report("One more", "", 1), 0);

    assertThat(log.causes())
        .hasSize(ReportLog.CAUSES)
        .extracting(cause -> cause.last().type())
        .contains("First", "One more")
        .doesNotContain("E0");
  }

  @Test
  void longTextsAreCutInTheMiddle() {
    String text = "start" + "x".repeat(100_000) + "end";
    log.add(new Report("rebeam.crash", "E", "", 0, "", "E", text), 0);

    assertThat(log.causes().getFirst().last().text())
        .startsWith("startx")
        .endsWith("xend")
        .hasSizeLessThan(20_000);
  }

  @Test
  void clearingForgetsAllAndNumbersAreNotUsedAgain() {
    log.add(report("KeyError", "", 5), 0);

    assertThat(log.clear()).isEqualTo(1);
    assertThat(log.causes()).isEmpty();
    assertThat(log.of(5)).isNull();
    log.add(report("KeyError", "", 5), 0);
    assertThat(log.causes().getFirst().number()).isEqualTo(2);
  }
}
