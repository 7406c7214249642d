package io.rebeam.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500",
    "2s, 2000",
    "2, 2000",
    "0.5, 500",
    "1.5m, 90000",
    "1min, 60000",
    "2h, 7200000",
    "0, 0"
  })
  void timesHaveUnits(String text, long millis) {
    assertThat(new TimeSpan().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "1x, unknown unit 'x'; units are",
    "soon, not a time such as 500ms",
    "-1s, not a time such as 500ms",
    "'', not a time such as 500ms",
    "99999999999s, not a time such as 500ms"
  })
  void anythingElseIsAnErrorThatSaysWhatIsMeant(String text, String error) {
    assertThatThrownBy(() -> new TimeSpan().convert(text)).hasMessageContaining(error);
  }
}
