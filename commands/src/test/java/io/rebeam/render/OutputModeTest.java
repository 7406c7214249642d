package io.rebeam.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputModeTest {
  @ParameterizedTest(name = "--color={0} {1}, tty {2}: {3}")
  @CsvSource({
    "AUTO,   'TERM=xterm', true, true",
    "AUTO,   'TERM=xterm', false, false",
    "AUTO,   'TERM=dumb', true, false",
    "AUTO,   '', true, false",
    "ALWAYS, 'TERM=dumb NO_COLOR=1', false, true",
    "NEVER,  'TERM=xterm CLICOLOR_FORCE=1', true, false",
    "AUTO,   'TERM=xterm NO_COLOR=1', true, false",
    "AUTO,   'TERM=xterm NO_COLOR=', true, true",
    "AUTO,   'NO_COLOR=1 CLICOLOR_FORCE=1', true, false",
    "AUTO,   'CLICOLOR_FORCE=1', false, true",
    "AUTO,   'CLICOLOR_FORCE=0', false, false",
    "AUTO,   'FORCE_COLOR=3', false, true",
    "AUTO,   'TERM=xterm CLICOLOR=0', true, false",
    "AUTO,   'CLICOLOR=0 CLICOLOR_FORCE=1', false, true"
  })
  void colourIsDecidedByFlagThenEnvironmentThenTerminal(
      ColorWhen when, String environment, boolean tty, boolean color) {
    assertThat(OutputMode.usesColor(when, variables(environment), tty)).isEqualTo(color);
  }

  @ParameterizedTest
  @CsvSource({
    "'TERM=xterm', true, 120, 120",
    "'TERM=xterm COLUMNS=99', true, 0, 99",
    "'TERM=xterm COLUMNS=wide', true, 0, 80",
    "'TERM=xterm COLUMNS=0', true, 0, 80",
    "'TERM=xterm', true, 3, 20",
    "'TERM=xterm COLUMNS=99', false, 120, 2147483647"
  })
  void widthIsTheTerminalsAndUnlimitedInAPipe(
      String environment, boolean tty, int terminalWidth, int width) {
    var mode = OutputMode.of(ColorWhen.AUTO, variables(environment), tty, terminalWidth);

    assertThat(mode.width()).isEqualTo(width);
  }

  @Test
  void dumbTerminalsAndPlainLocalesGetAsciiBranches() {
    assertThat(unicode("TERM=xterm LANG=C.UTF-8", true)).isTrue();
    assertThat(unicode("TERM=dumb LANG=C.UTF-8", true)).isFalse();
    assertThat(unicode("TERM=xterm LANG=C", true)).isFalse();
    assertThat(unicode("LANG=C.UTF-8", false)).isTrue();
    assertThat(unicode("LC_ALL=POSIX LANG=C.UTF-8", false)).isFalse();
  }

  private static boolean unicode(String environment, boolean tty) {
    return OutputMode.of(ColorWhen.AUTO, variables(environment), tty, 80).unicode();
  }

  private static Map<String, String> variables(String text) {
    Map<String, String> variables = new TreeMap<>();
    for (String pair : text.split(" ", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        variables.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return variables;
  }
}
