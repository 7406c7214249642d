package io.rebeam.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapesTest {
  @Test
  void whatATerminalWouldObeyIsShownAsReprShowsIt() {
    assertThat(Escapes.line("a\033[31m\u0007\r\n\tz")).isEqualTo("a\\x1b[31m\\x07\\r\\n\\tz");
    assertThat(Escapes.line("\u009b2J")).isEqualTo("\\x9b2J");
  }

  @Test
  void whatCannotBeSeenIsShown() {
    assertThat(Escapes.line("rtl\u202eevil")).isEqualTo("rtl\\u202eevil");
    assertThat(Escapes.line("soft\u00ad zero\u200b line\u2028"))
        .isEqualTo("soft\\xad zero\\u200b line\\u2028");
    assertThat(Escapes.line("\ud800")).isEqualTo("\\ud800");
    assertThat(Escapes.line("\udb40\udc41")).isEqualTo("\\U000e0041");
  }

  @Test
  void ordinaryTextStays() {
    String text = "naïve 停止 e\u0301 😀 \\ '";
    assertThat(Escapes.line(text)).isSameAs(text);
    assertThat(Escapes.lines("one\n\ttwo\033[0m")).isEqualTo("one\n\ttwo\\x1b[0m");
  }
}
