package io.rebeam.shell.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonHighlighterTest {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  private final PythonHighlighter highlighter =
      new PythonHighlighter(word -> word.equals(":help"), true);

  /** The second column has a letter for the style of each character of the first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      emptyValue = "",
      textBlock =
          """
          if x: pass|kk    kkkk
          ifx|   \s
          x = 'a#b' # c'|    sssss cccc
          x = None|    oooo
          True == NotImplemented|oooo    oooooooooooooo
          0x1F + 1_0.5e-3j|nnnn   nnnnnnnnn
          .5 + 1.|nn   nn
          1.real|nnnnnn
          a1|  \s
          @a.b(c)|dddd  \s
          a @ b|     \s
          x = (1)|     n\s
          f'a{b}c'|sss   ss
          f'{x if y else 'z'}'|ss   kk   kkkk sss s
          f'{x:>3}'|ss   ss s
          f'{{}}'|sssssss
          rb'\\'|sssss
          '''a|ssss
          'a|ss
          f'a|sss
          match x:|kkkkk  \s
          match = 1|        n
          match(x)|        \s
          case 1: x|kkkk n  \s
          case = {1: 2}|        n  n\s
          type X = int|kkkk        \s
          type = 1|       n
          type in x|     kk \s
          x.match|       \s
          é = 'é'|    sss
          :help x|bbbbb \s
          :help|bbbbb
          :hel|rrrr
          :|r
           :help|      \s
          $ ? !|     \s
          \\|\s
          """)
  void eachTokenHasItsColour(String text, String styles) {
    AttributedString highlighted = highlighter.highlight(text);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < highlighted.length(); i++) {
      letters.append(letter(highlighted.styleAt(i)));
    }
    assertThat(highlighted).hasToString(text);
    assertThat(letters.toString().stripTrailing()).isEqualTo(styles.stripTrailing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"if x: pass", ":help", ":nothing", "'a", ""})
  void nothingIsColouredWithoutColours(String text) {
    AttributedString plain = new PythonHighlighter(word -> true, false).highlight(text);
    assertThat(plain).isEqualTo(new AttributedString(text));
  }

  @Test
  void aPredicateThatFailsMakesTheCommandUnknown() {
    PythonHighlighter failing =
        new PythonHighlighter(
            word -> {
              throw new IllegalStateException(word);
            },
            true);
    assertThat(letter(failing.highlight(":help").styleAt(0))).isEqualTo('r');
  }

  @Test
  void anyTextIsHighlightedAndKept() {
    Random random = new Random(7);
    String alphabet = "ab1.'\"{}()[]:#\\\n\r\t @=frN<é\uD83D\uDE00\uD83D\u0000";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(25); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String any = text.toString();
      assertThat(highlighter.highlight(any)).as(any).hasToString(any);
      assertThatCode(() -> others(any)).as(any).doesNotThrowAnyException();
    }
  }

  private static void others(String any) {
    PythonInput.check(any, false);
    PythonInput.check(any, true);
    PythonInput.pieces(any);
    ShellLine.of(any, any.length() / 2).words();
    String clean = PasteCleaner.clean(any);
    assertThat(PasteCleaner.clean(clean)).isEqualTo(clean);
  }

  @Test
  @Timeout(20)
  void aHugeTextIsHighlightedInLinearTime() {
    for (String unit : new String[] {"x = 'a'\n", "f'{", "(", "'", "1e", "\\"}) {
      String text = unit.repeat(200_000 / unit.length());
      assertThat(highlighter.highlight(text).length()).isEqualTo(text.length());
    }
  }

  private static char letter(AttributedStyle style) {
    if (style.equals(PLAIN.foreground(AttributedStyle.BLUE).bold())) {
      return 'k';
    } else if (style.equals(PLAIN.foreground(AttributedStyle.GREEN))) {
      return 's';
    } else if (style.equals(PLAIN.foreground(AttributedStyle.CYAN))) {
      return 'n';
    } else if (style.equals(PLAIN.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK))) {
      return 'c';
    } else if (style.equals(PLAIN.foreground(AttributedStyle.YELLOW))) {
      return 'd';
    } else if (style.equals(PLAIN.foreground(AttributedStyle.MAGENTA))) {
      return 'o';
    } else if (style.equals(PLAIN.foreground(AttributedStyle.RED))) {
      return 'r';
    } else if (style.equals(PLAIN.bold())) {
      return 'b';
    }
    return style.equals(PLAIN) ? ' ' : '?';
  }
}
