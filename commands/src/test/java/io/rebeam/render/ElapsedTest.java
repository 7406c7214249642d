package io.rebeam.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0.0s, 0ms, 0.0 s",
    "PT0.0124S, 0.0s, 12ms, 0.0 s",
    "PT0.85S, 0.8s, 850ms, 0.8 s",
    "PT12.49S, 12s, 12.4s, 12.4 s",
    "PT4M12S, 4m12s, 4m12s, 4m12s",
    "PT1H4M59S, 1h04m, 1h04m, 1h04m",
    "PT51H, 2d03h, 2d03h, 2d03h"
  })
  void durationsAreShort(Duration duration, String compact, String spent, String seconds) {
    assertThat(Elapsed.compact(duration)).isEqualTo(compact);
    assertThat(Elapsed.spent(duration)).isEqualTo(spent);
    assertThat(Elapsed.seconds(duration)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT0S | 0 seconds",
        "PT1S | 1 second",
        "PT61S | 1 minute and 1 second",
        "P2DT3H4M5S | 2 days, 3 hours, 4 minutes and 5 seconds",
        "P1D | 1 day, 0 hours, 0 minutes and 0 seconds"
      })
  void uptimesAreWords(Duration duration, String words) {
    assertThat(Elapsed.words(duration)).isEqualTo(words);
  }
}
