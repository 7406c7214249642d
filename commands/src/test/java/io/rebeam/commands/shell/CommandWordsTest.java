package io.rebeam.commands.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.error.BadArgumentException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandWordsTest {
  static Stream<Arguments> lines() {
    return Stream.of(
        row(""),
        row("   "),
        row(":ps", ":ps"),
        row("  :ps   --json ", ":ps", "--json"),
        row(":info <0.42.0>", ":info", "<0.42.0>"),
        row(":info \"my label\"", ":info", "my label"),
        row(":info 'my \"label\"'", ":info", "my \"label\""),
        row(":info \"a \\\"b\\\" \\\\ \\n\"", ":info", "a \"b\" \\ \\n"),
        row(":info my\\ label", ":info", "my label"),
        row(":ps --state='waiting'", ":ps", "--state=waiting"),
        row(":info ''", ":info", ""),
        row(":info \\", ":info", "\\"),
        row(":info '>'", ":info", ">"),
        row(":info 読者", ":info", "読者"));
  }

  @ParameterizedTest(name = "[{0}]")
  @MethodSource("lines")
  void aLineIsSplitAsAUnixShellWould(String line, List<String> words) {
    CommandWords split = CommandWords.split(line);

    assertThat(split.words()).isEqualTo(words);
    assertThat(split.target()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    ":ps > f, f, false",
    ":ps >f, f, false",
    ":ps >> f, f, true",
    ":ps >>f, f, true",
    "> f :ps, f, false",
    ":ps > 'a b', a b, false"
  })
  void anArrowNamesTheFileForTheAnswer(String line, String file, boolean append) {
    CommandWords split = CommandWords.split(line);

    assertThat(split.words()).containsExactly(":ps");
    assertThat(split.target()).contains(new CommandWords.Target(file, append));
  }

  @Test
  void whatIsLeftOpenIsAnError() {
    assertThatThrownBy(() -> CommandWords.split(":info 'a"))
        .isInstanceOf(BadArgumentException.class)
        .hasMessage("missing closing quote (')");
    assertThatThrownBy(() -> CommandWords.split(":ps >>"))
        .isInstanceOf(BadArgumentException.class)
        .hasMessage("no file after '>>'");
  }

  private static Arguments row(String line, String... words) {
    return Arguments.of(line, List.of(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ":send counter (\"inc\", 1) ; :send|--|counter|(\"inc\", 1)",
        ":send  --json 42   a > b # c ; :send|--json|--|42|a > b # c",
        ":send 'two words' -1 ; :send|--|two words|-1",
        ":send 42 ; :send|--|42",
        ":send ; :send",
        ":time -x > 3 ; :time|--|-x > 3",
        ":time --help ; :time|--help",
        ":ps a b ; :ps|a|b"
      })
  void whatFollowsTheFirstArgumentMayBeTakenAsItStands(String line, String words) {
    CommandWords split = CommandWords.split(line, Map.of(":send", 1, ":time", 0));

    assertThat(split.words()).containsExactly(words.split("\\|"));
    assertThat(split.target()).isEmpty();
  }
}
