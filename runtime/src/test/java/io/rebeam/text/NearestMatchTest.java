package io.rebeam.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestMatchTest {
  private static final List<String> WORDS = List.of("--color", "--debug", "doctor", ":ps", ":mbox");

  @ParameterizedTest
  @CsvSource({
    "--colour, --color",
    "--colro, --color",
    "docter, doctor",
    "dcotor, doctor",
    ":pss, :ps",
    ":sp, :ps",
    ":mailbox, ",
    ":mobx, :mbox",
    ":x, ",
    ":, ",
    "-z, ",
    "app.py, "
  })
  void findsWhatASlipOfTheFingersMadeOf(String word, String meant) {
    assertThat(NearestMatch.find(word, WORDS).orElse(null)).isEqualTo(meant);
  }

  @Test
  void hintIsEmptyWhenNothingIsNear() {
    assertThat(NearestMatch.hint(":pss", WORDS)).isEqualTo("; did you mean ':ps'?");
    assertThat(NearestMatch.hint("nothing", WORDS)).isEmpty();
  }

  @Test
  void hintNamesTheNearestFirstAndNoMoreThanAskedFor() {
    List<String> names = List.of("counters", "counter", "mounter", "reader");

    assertThat(NearestMatch.hint("countre", names, 2))
        .isEqualTo("; did you mean 'counter' or 'counters'?");
  }
}
