package io.rebeam.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatATerminalWouldObeyIsShownAsReprShowsIt() {
    assertThat(Printable.line("a\033[31m\u0007\r\n\tz")).isEqualTo("a\\x1b[31m\\x07\\r\\n\\tz");
    assertThat(Printable.line("\u009b2J")).isEqualTo("\\x9b2J");
  }

  @Test
  void whatCannotBeSeenIsShown() {
    assertThat(Printable.line("rtl\u202eevil")).isEqualTo("rtl\\u202eevil");
    assertThat(Printable.line("soft\u00ad zero\u200b line\u2028"))
        .isEqualTo("soft\\xad zero\\u200b line\\u2028");
    assertThat(Printable.line("\ud800")).isEqualTo("\\ud800");
    assertThat(Printable.line("\udb40\udc41")).isEqualTo("\\U000e0041");
  }

  @Test
  void aCharacterOfPrivateUseIsShownAsReprShowsItEverywhere() {
    assertThat(Printable.line("a\ue000b")).isEqualTo("a\\ue000b");
    assertThat(Printable.firstLine("a\ue000b\nc", 80)).isEqualTo("a\\ue000b");
  }

  @Test
  void ordinaryTextStays() {
    String text = "naïve 停止 e\u0301 😀 \\ '";
    assertThat(Printable.line(text)).isSameAs(text);
    assertThat(Printable.lines("one\n\ttwo\033[0m")).isEqualTo("one\n\ttwo\\x1b[0m");
  }
}
