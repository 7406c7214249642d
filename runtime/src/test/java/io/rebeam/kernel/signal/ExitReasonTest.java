package io.rebeam.kernel.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.kernel.signal.ExitReason.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitReasonTest {
  @ParameterizedTest
  @CsvSource({
    "normal,       NORMAL,   false",
    "shutdown,     SHUTDOWN, false",
    "kill,         KILL,     true",
    "killed,       OTHER,    true",
    "noproc,       OTHER,    true",
    "noconnection, OTHER,    true",
    "boom,         OTHER,    true",
    "Normal,       OTHER,    true"
  })
  @DisplayName("N4: which words are which reasons, and which are abnormal")
  void wordsAreReasons(String word, Kind kind, boolean abnormal) {
    ExitReason reason = ExitReason.ofWord(word);

    assertThat(reason.kind()).isEqualTo(kind);
    assertThat(reason.text()).isEqualTo(word);
    assertThat(reason.term()).hasToString(word);
    assertThat(reason.isAbnormal()).isEqualTo(abnormal);
  }

  @Test
  void equalWordsAreEqualReasons() {
    assertThat(ExitReason.ofWord("killed")).isEqualTo(ExitReason.KILLED);
    assertThat(ExitReason.ofWord("noproc")).isEqualTo(ExitReason.NOPROC);
    assertThat(ExitReason.ofWord("boom")).isEqualTo(ExitReason.ofWord("boom"));
    assertThat(ExitReason.ofWord("boom")).isNotEqualTo(ExitReason.ofWord("bang"));
  }
}
