package io.rebeam.shell.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

/** The characters sent to a terminal; {@code TopIT} tests how a terminal shows them. */
class TerminalLinesTest {
  private static final Size SIZE = new Size(10, 3);
  private static final String CLEAR = "\033[K";

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private TerminalLines lines(String type) throws IOException {
    return new TerminalLines(
        new ExternalTerminal("test", type, InputStream.nullInputStream(), sent, UTF_8));
  }

  private String sent() {
    String text = sent.toString(UTF_8);
    sent.reset();
    return text;
  }

  private static String row(int number) {
    return "\033[" + number + ";1H";
  }

  @Test
  void onlyLinesThatHaveChangedAreWrittenWholeAndAtTheirPlace() throws IOException {
    TerminalLines lines = lines("xterm");
    lines.show(List.of("one", "two"), SIZE);
    assertThat(sent())
        .isEqualTo(row(1) + CLEAR + "one" + row(2) + CLEAR + "two" + row(3) + CLEAR + row(3));

    lines.show(List.of("one", "👨‍👩‍👧 2"), SIZE);
    assertThat(sent()).isEqualTo(row(2) + CLEAR + "👨‍👩‍👧 2" + row(3));

    lines.show(List.of("one", "👨‍👩‍👧 2"), SIZE);
    assertThat(sent()).isEmpty();
  }

  @Test
  void aLineThatIsGoneIsCleared() throws IOException {
    TerminalLines lines = lines("xterm");
    lines.show(List.of("one", "two", "three"), SIZE);
    sent();

    lines.show(List.of("one"), SIZE);

    assertThat(sent()).isEqualTo(row(2) + CLEAR + row(3) + CLEAR + row(3));
  }

  @Test
  void whatDoesNotFitIsCutAndColoursEndWithTheirLine() throws IOException {
    TerminalLines lines = lines("xterm-256color");

    lines.show(List.of("\033[1mbold and long", "2", "3", "4"), SIZE);

    assertThat(sent())
        .startsWith(row(1) + CLEAR + "\033[1mbold and l\033[0m" + row(2))
        .doesNotContain("4" + row(3));
  }

  @Test
  void allIsWrittenAgainWhenNothingIsKnownOfTheScreen() throws IOException {
    TerminalLines lines = lines("xterm");
    lines.show(List.of("one"), SIZE);
    String first = sent();

    lines.forget();
    lines.show(List.of("one"), SIZE);

    assertThat(sent()).isEqualTo(first);
  }

  @Test
  void aTerminalThatTellsLittleIsWrittenToAsAnsiHasIt() throws IOException {
    TerminalLines lines = lines("dumb");

    lines.begin();
    lines.show(List.of("one"), new Size(10, 1));
    lines.end();

    assertThat(sent()).isEqualTo("\033[?7l" + row(1) + CLEAR + "one" + row(1) + "\033[?7h");
  }
}
