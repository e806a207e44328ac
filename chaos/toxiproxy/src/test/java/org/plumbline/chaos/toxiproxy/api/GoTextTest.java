package org.plumbline.chaos.toxiproxy.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0, 0",
    "-0.0, -0",
    "0.2, 0.2",
    "0.00001, 0.00001",
    "0.0000001, 1e-7",
    "123456.75, 123456.75",
    "1e10, 10000000000",
    "2.5e30, 2.5e+30",
    "-7, -7",
  })
  void shouldWriteNumbersAsGoDoes(float value, String expected) {
    assertThat(GoText.number(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "999999, 999999", "1000000, 1e+06", "1234567, 1.234567e+06", "0.25, 0.25"})
  void shouldWriteSamplesAsGoDoes(double value, String expected) {
    assertThat(PageText.number(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a<b>&c | a\\u003cb\\u003e\\u0026c", "\u2028x | \\u2028x", "ü€ | ü€"})
  void shouldEscapeWhatAPageCouldMisread(String text, String expected) {
    assertThat(GoText.of(TextNode.valueOf(text))).isEqualTo('"' + expected + '"');
  }
}
