package io.rebeam.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KB",
    "10239, 9.9 KB",
    "10240, 10 KB",
    "235000000, 224 MB",
    "9223372036854775807, 8388608 TB"
  })
  void amountsHaveTheUnitThatKeepsThemShort(long bytes, String text) {
    assertThat(ByteSize.text(bytes)).isEqualTo(text);
  }
}
