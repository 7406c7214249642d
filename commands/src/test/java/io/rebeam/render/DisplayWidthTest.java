package io.rebeam.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "reader, 6",
    "日本語, 6",
    "한국어, 6",
    "ｆｕｌｌ, 8",
    "ｶﾅ, 2",
    "e\u0301te\u0301, 3",
    "🐍, 2",
    "🇨🇭, 2",
    "a\u200Db, 2",
    "├─ ↔, 4",
    "…, 1",
    "𠀀, 2"
  })
  void textTakesItsColumns(String text, int width) {
    assertThat(DisplayWidth.of(text)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({
    "reader, 6, reader",
    "reader, 5, read…",
    "reader, 1, …",
    "日本語, 6, 日本語",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "e\u0301te\u0301s, 3, e\u0301t…"
  })
  void textIsCutToWholeCharacters(String text, int width, String cut) {
    assertThat(DisplayWidth.cut(text, width)).isEqualTo(cut);
  }

  @Test
  void nothingFitsIntoNoColumns() {
    assertThat(DisplayWidth.cut("reader", 0)).isEmpty();
  }
}
