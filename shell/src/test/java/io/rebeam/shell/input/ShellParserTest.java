package io.rebeam.shell.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellParserTest {
  private final ShellParser parser = new ShellParser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ^                      | ~~
          fo^                    | fo
          foo.ba^                | foo.ba
          foo.^                  | foo.
          x = foo.bar.ba^z       | foo.bar.ba
          fo^o.bar               | fo
          f(a, b^)               | b
          f(^                    | ~~
          x[ke^                  | ke
          f().ba^                | .ba
          1.5^                   | ~~
          foo ^                  | ~~
          if größe^              | größe
          𝓍𝓎^                    | 𝓍𝓎
          x = 'ab c^             | 'ab c
          x = 'ab' + c^          | c
          open(r"dir/fi^le")     | r"dir/fi
          '''a\\nb c^            | '''a\\nb c
          f'{x.at^               | x.at
          f'{x.at}b^             | f'{x.at}b
          f'{x:>^                | f'{x:>
          d['ke^']               | 'ke
          # comm^                | ~~
          x\\nimp^               | imp
          pid = <0.^             | <0.
          link(<0.12^)           | <0.12
          f(a, <0.12.3^          | <0.12.3
          return <^              | <
          <0^                    | <0
          a <0.5^                | ~~
          a() <^                 | ~~
          x = 1\\n<0.^           | <0.
          :^                     | :
          :he^                   | :he
          :he^lp                 | :he
          :info ^                | ~~
          :info <0.1^            | <0.1
          :load my/dir/fi^       | my/dir/fi
          :load "my dir/fi^      | "my dir/fi
          :load "my dir" x^      | x
          :load it's f^          | f
          """)
  void theWordReachesFromItsStartToTheCursor(String marked, String word) {
    CompletingParsedLine line = complete(marked.translateEscapes());
    String expected = word.translateEscapes();
    assertThat(line.word()).isEqualTo(expected);
    assertThat(line.wordCursor()).isEqualTo(expected.length());
    assertThat(line.rawWordCursor()).isEqualTo(expected.length());
    assertThat(line.rawWordLength()).isEqualTo(expected.length());
    assertThat(line.words().get(line.wordIndex())).isEqualTo(expected);
    assertThat(line.escape("a b", true)).hasToString("a b");
  }

  @Test
  void anArgumentComesWithItsCommand() {
    assertThat(complete(":info a b^ c").words()).containsExactly(":info", "b");
    assertThat(complete(":in^fo a").words()).containsExactly(":in");
    assertThat(complete("a.b^").words()).containsExactly("a.b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          if x:             | 4
          f(                | 4
          if x:\\n    pass  | 0
          class A: pass     | 0
          """)
  void anIncompleteLineIsNotAcceptedAndTellsTheIndentation(String text, int indent) {
    assertThatExceptionOfType(EOFError.class)
        .isThrownBy(() -> accept(text.translateEscapes()))
        .satisfies(error -> assertThat(error.getOpenBrackets()).isEqualTo(indent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "'abc", "if x:\n    y\n", ":help ("})
  void aCompleteLineIsAccepted(String text) {
    assertThatCode(() -> accept(text)).doesNotThrowAnyException();
  }

  @Test
  void aPastedBlockIsAcceptedAtOnceUntilToldOtherwise() {
    String block = "if x:\n    y";
    parser.setPasted(true);
    assertThatCode(() -> accept(block)).doesNotThrowAnyException();
    parser.setPasted(false);
    assertThatExceptionOfType(EOFError.class).isThrownBy(() -> accept(block));
  }

  @ParameterizedTest
  @EnumSource(value = ParseContext.class, mode = EnumSource.Mode.EXCLUDE, names = "ACCEPT_LINE")
  void onlyAcceptingALineNeedsItComplete(ParseContext context) {
    assertThat(parser.parse("f(ab", 4, context).word()).isEqualTo("ab");
  }

  @Test
  void aCursorOutsideTheLineIsTakenBackIntoIt() {
    assertThat(parser.parse("ab", 9, ParseContext.COMPLETE).word()).isEqualTo("ab");
    assertThat(parser.parse("ab", -1, ParseContext.COMPLETE).word()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(chars = {'\\', '"', ' ', 'a'})
  void noCharacterEscapes(char c) {
    assertThat(parser.isEscapeChar(c)).isFalse();
  }

  private void accept(String text) {
    parser.parse(text, text.length(), ParseContext.ACCEPT_LINE);
  }

  private CompletingParsedLine complete(String marked) {
    int cursor = marked.indexOf('^');
    String line = marked.substring(0, cursor) + marked.substring(cursor + 1);
    return (CompletingParsedLine) parser.parse(line, cursor, ParseContext.COMPLETE);
  }
}
