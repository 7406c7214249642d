package io.rebeam.shell.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any text: random ones, repeatable with {@code -Drebeam.lexer.seed=N}. */
class PythonLexerTest {
  private static final int TEXTS = 50_000;

  private static final long SEED =
      Long.getLong("rebeam.lexer.seed", ThreadLocalRandom.current().nextInt(1 << 30));

  /** What texts are made of: all that has a meaning for the lexer, and what has none. */
  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "'''",
          "\"\"\"",
          "f'",
          "rf\"",
          "f'''",
          "b'",
          "Rb\"",
          "\\",
          "\\\n",
          "\\\r\n",
          "{",
          "}",
          "{{",
          "}}",
          "(",
          ")",
          "[",
          "]",
          ":",
          ":=",
          "!",
          "!r",
          "#",
          ";",
          "\n",
          "\r",
          "\r\n",
          " ",
          "\t",
          "\f",
          "a",
          "if",
          "\\N{BULLET}",
          "\\N{",
          "0x1F",
          "1e-5",
          ".5",
          "1_0",
          "..",
          "=",
          "==",
          "é",
          "\u00aa",
          "\u2118",
          "\uD83D\uDE00",
          "\uD83D",
          "\uDE00",
          "\u0000",
          "\u200b",
          "\u2028",
          "\uFEFF",
          "\u0301",
          "<0.1.0>",
          "$",
          "?",
          "`");

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Checks that each character stands in one token, or is white space between two. */
  private static void check(Lexed lexed, String text, String seed) {
    assertThat(lexed.text()).isEqualTo(text);
    int at = 0;
    for (Token token : lexed.tokens()) {
      assertThat(token.start()).as("a token begins, %s", seed).isGreaterThanOrEqualTo(at);
      assertThat(token.end()).as("a token ends, %s", seed).isGreaterThan(token.start());
      assertThat(text.substring(at, token.start())).as("between tokens, %s", seed).isBlank();
      at = token.end();
    }
    assertThat(at).as(seed).isLessThanOrEqualTo(text.length());
    assertThat(text.substring(at)).as("after the last token, %s", seed).isBlank();
    lexed.open().forEach(frame -> assertThat(frame.start()).as(seed).isBetween(0, text.length()));
    assertThat(lexed.openString()).as(seed).isBetween(-1, text.length());
  }

  @Test
  void noTextIsLost() {
    Random random = new Random(SEED);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      String seed = "text %d of -Drebeam.lexer.seed=%d: <%s>".formatted(i, SEED, text);
      check(PythonLexer.lex(text), text, seed);
      check(PythonLexer.lexScript(text), text, seed);
    }
  }

  @Test
  void anUnfinishedTextIsCutAsItsStart() {
    Random random = new Random(SEED);
    for (int i = 0; i < TEXTS / 10; i++) {
      String text = text(random);
      Lexed whole = PythonLexer.lex(text);
      Lexed longer = PythonLexer.lex(text + "\nx = 1\n");
      int sure = Math.max(0, whole.tokens().size() - 2);
      assertThat(longer.tokens().stream().limit(sure).map(Token::start))
          .as("text %d of -Drebeam.lexer.seed=%d: <%s>", i, SEED, text)
          .containsExactlyElementsOf(
              whole.tokens().stream().limit(sure).map(Token::start).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\", "f'{", "f'{x:", "'''", "{", "f'''\\", "\uD83D", ":"})
  void textsThatEndAnywhere(String text) {
    Stream.of("", "a", "\n").forEach(end -> check(PythonLexer.lex(text + end), text + end, text));
  }
}
