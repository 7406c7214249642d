package io.rebeam.shell.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.shell.input.Piece.Code;
import io.rebeam.shell.input.Piece.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonInputPiecesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \n\t\r\n\n", "\uFEFF", "\uFEFF\n"})
  void aBlankScriptHasNoPieces(String script) {
    assertThat(PythonInput.pieces(script)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1",
        "'''\n:a\n'''",
        "f'''\n:a\n{x\n:1}\n'''",
        "(\n:a\n)",
        "x[1\n:2]",
        "{'a'\n:1}",
        "x = \\\n:a",
        "x = 'a\\\n:b'",
        " :a",
        "if x:\n    y\n    :a\n",
        "x: int\n",
        "# :a\n# '''\n",
        "x = '''it's \" ( [\n:a'''\n",
        "\"\"\" ''' \n:a\n\"\"\"",
        "(  # '''\n:a\n)",
      })
  void aColonInsidePythonIsNoCommand(String script) {
    assertThat(PythonInput.pieces(script)).containsExactly(new Code(1, script));
  }

  @Test
  void aLineThatStartsWithAnExclamationMarkIsACommand() {
    assertThat(PythonInput.pieces("x = 1\n!ls 'a\ny != 2\n'''\n!no\n'''\n"))
        .containsExactly(
            new Code(1, "x = 1\n"),
            new Command(2, "!ls 'a"),
            new Code(3, "y != 2\n'''\n!no\n'''\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1\n",
        "if x:\n    y\n",
        "if x:\n",
        "def f():\n    '''doc\n:no\n'''\n    return f'{x:>3}'\n",
        "x = 'abc\n",
        "print(f\"{x\")\n",
        "foo(]\n",
        "x = 'it''s' # '''\n",
        "@a\n",
        "x = 1 # \\\n",
        "x = 1 \\ \n",
        "x = 1\r\n",
        "x = 1\r",
      })
  void aCommandEndsWhatStandsBefore(String code) {
    assertThat(PythonInput.pieces(code + ":b 'c (\ny"))
        .containsExactly(
            new Code(1, code),
            new Command(lines(code) + 1, ":b 'c ("),
            new Code(lines(code) + 2, "y"));
  }

  @Test
  void linesAreCountedInTheWholeScript() {
    String script = ":a\n\n\n  x\n\n:b  \n:c\n# d\n\n'''\n\n:e'''\n:f";
    assertThat(PythonInput.pieces(script))
        .containsExactly(
            new Command(1, ":a"),
            new Code(4, "  x\n\n"),
            new Command(6, ":b"),
            new Command(7, ":c"),
            new Code(8, "# d\n\n'''\n\n:e'''\n"),
            new Command(13, ":f"));
  }

  @Test
  void allLineEndsCount() {
    assertThat(PythonInput.pieces("a\r\n\r\n:b\r\r\n:c\n\rd\r"))
        .containsExactly(
            new Code(1, "a\r\n\r\n"),
            new Command(3, ":b"),
            new Command(5, ":c"),
            new Code(7, "d\r"));
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(PythonInput.pieces("\uFEFF:a")).containsExactly(new Command(1, ":a"));
    assertThat(PythonInput.pieces("\uFEFFä")).containsExactly(new Code(1, "ä"));
  }

  @Test
  void aLoneColonIsACommand() {
    assertThat(PythonInput.pieces(":\n::\n"))
        .containsExactly(new Command(1, ":"), new Command(2, "::"));
  }

  private static int lines(String text) {
    return (int) text.lines().count();
  }
}
