package io.rebeam.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PidTest {
  @ParameterizedTest
  @CsvSource({
    "<0.42.0>, 42",
    "0.42.0, 42",
    "0.1.0, 1",
    "<0.999999999999999999.0>, 999999999999999999"
  })
  void whatPrintsAPidIsParsed(String text, long serial) {
    assertThat(Pid.parse(text)).contains(new Pid(serial));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42",
        "<0.0.0>",
        "0.0.0",
        "<0.42.0",
        "0.42.0>",
        "<1.42.0>",
        "<0.42.1>",
        "<0.-1.0>",
        "<0.4 2.0>",
        " <0.42.0>",
        "<0.42.0>\n",
        "<0.9999999999999999999.0>",
        "#Ref<0.7>"
      })
  void otherTextsAreNoPids(String text) {
    assertThat(Pid.parse(text)).isEmpty();
  }

  @Test
  void aPidPrintsAsItIsParsed() {
    Pid pid = new Pid(7_000_000_000L);

    assertThat(pid).hasToString("<0.7000000000.0>");
    assertThat(Pid.parse(pid.toString())).contains(pid);
  }

  @Test
  void pidsAreOrderedByAge() {
    assertThat(Stream.of(new Pid(10), new Pid(9), new Pid(100)).sorted())
        .containsExactly(new Pid(9), new Pid(10), new Pid(100));
  }

  @Test
  @DisplayName("A30: serials start at 1")
  void serialsStartAtOne() {
    assertThatThrownBy(() -> new Pid(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Pid(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
