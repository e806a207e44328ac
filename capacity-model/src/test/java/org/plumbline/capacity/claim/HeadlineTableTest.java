package org.plumbline.capacity.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlineTableTest {
  private static final String VALID =
      """
      headlines:
        - number: 1
          title: It is wrong.
          claims: [S0-15]
      """;

  @Test
  void shouldHoldAllFifteenInOrderWithoutAFigureOfTheirOwn() {
    assertThat(HeadlineTable.all())
        .hasSize(15)
        .allSatisfy(one -> assertThat(one.title()).doesNotContainPattern("[0-9]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number: 1 | number: 2 | headlines.yaml:2: headline 1: number: 2 (expected: 1)",
        "S0-15 | S0-99 | headlines.yaml:4: headline 1: claims: S0-99 (expected: a claim's id)",
        "title: It is wrong. | colour: red | headlines.yaml:3: Unrecognized field",
      })
  void shouldNameFileLineFieldAndExpectation(String old, String planted, String complaint) {
    assertThat(HeadlineTable.read(ClaimCatalogue.load(), VALID)).hasSize(1);
    assertThatThrownBy(() -> HeadlineTable.read(ClaimCatalogue.load(), VALID.replace(old, planted)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }
}
