package io.rebeam.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.history.ReportFolding.Share;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportFoldingTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ReportFolding folding = new ReportFolding();

  private static Report report(String place, long serial) {
    return new Report(
        "rebeam.crash", "E", place, serial, "w", "E: number " + serial, () -> "E", "reason");
  }

  @Test
  void theFirstOfACauseIsShownInFullAFewByTheirFirstLinesAndTheOthersAreCounted() {
    assertThat(folding.add(report("a.py:1", 1), 0)).isEqualTo(Share.FULL);
    for (int i = 2; i <= ReportFolding.MAX_LIKE; i++) {
      assertThat(folding.add(report("a.py:1", i), 0)).isEqualTo(Share.FIRST_LINE);
    }
    for (int i = 1; i <= 49_980; i++) {
      assertThat(folding.add(report("a.py:1", 1_000 + i), 0)).isEqualTo(Share.NOTHING);
    }

    assertThat(folding.due(SECOND - 1)).isEmpty();
    assertThat(folding.untilDue(SECOND - 1)).isEqualTo(1);
    assertThat(folding.due(SECOND))
        .containsExactly(
            "… 49,980 more like it at a.py:1 (:log); the last: <0.50980.0> w crashed:"
                + " E: number 50980");
    assertThat(folding.due(10 * SECOND)).isEmpty();
    assertThat(folding.untilDue(10 * SECOND)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aCauseThatGoesOnIsToldOfEveryFewSeconds() {
    for (int i = 0; i <= ReportFolding.MAX_LIKE; i++) {
      folding.add(report("a.py:1", i), 0);
    }
    assertThat(folding.due(SECOND)).hasSize(1);

    folding.add(report("a.py:1", 9), SECOND + 1);
    assertThat(folding.due(2 * SECOND)).isEmpty();
    assertThat(folding.due(SECOND + ReportFolding.FORGET_NANOS)).hasSize(1);
  }

  @Test
  void aCauseNotSeenForLongIsShownInFullAgain() {
    folding.add(report("a.py:1", 1), 0);

    assertThat(folding.add(report("a.py:1", 2), ReportFolding.FORGET_NANOS))
        .isEqualTo(Share.FIRST_LINE);
    assertThat(folding.add(report("a.py:1", 3), 2 * ReportFolding.FORGET_NANOS + 1))
        .isEqualTo(Share.FULL);
  }

  @Test
  void ofManyCausesAtOnceOnlySomeAreShown() {
    int shown = 0;
    for (int i = 0; i < 1_000; i++) {
      shown += folding.add(report("a.py:" + i, i), 0) == Share.NOTHING ? 0 : 1;
    }

    assertThat(shown).isEqualTo(ReportFolding.MAX_A_SECOND);
    assertThat(folding.rest(1)).containsExactly("… 980 more reports of other causes (:log)");
    assertThat(folding.add(report("b.py:1", 1), SECOND)).isEqualTo(Share.FULL);
  }

  @Test
  void whatIsLeftIsToldAtOnceAtTheEndAndClearingForgetsAll() {
    for (int i = 0; i <= ReportFolding.MAX_LIKE + 1; i++) {
      folding.add(report("a.py:1", i), 0);
    }
    assertThat(folding.rest(1)).singleElement().asString().startsWith("… 2 more like it");
    assertThat(folding.rest(1)).isEmpty();

    folding.clear();
    assertThat(folding.add(report("a.py:1", 9), 1)).isEqualTo(Share.FULL);
  }
}
