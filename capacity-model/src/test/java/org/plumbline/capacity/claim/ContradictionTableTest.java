package org.plumbline.capacity.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionTableTest {
  private static final String VALID =
      """
      contradictions:
        - id: X-01
          question: How many are connected?
          options:
            - {name: some, claims: [S0-13]}
            - {name: all, claims: [S1-29]}
          figures: [load.push/rate]
          recommended: some
          conditions: Always.
          rests_on: {S0-13: [holds]}
          figures_must_be: ["load.push/rate > 1 1/s"]
      """;

  @Test
  void shouldReadOptionsFiguresAndGrounds() {
    assertThat(ContradictionTable.read(ClaimCatalogue.load(), VALID))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.options()).hasSize(2);
              assertThat(one.figures()).hasToString("[load.push/rate]");
              assertThat(one.restsOn()).containsKey("S0-13");
              assertThat(one.figuresMustBe()).hasSize(1);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: X-01 | id: Y-1 | contradictions.yaml:2: contradictions: id: Y-1 (expected: X-nn)",
        "[S1-29] | [S9-29] | contradictions.yaml:6: X-01: claims: S9-29 (expected: a claim's id)",
        "recommended: some | recommended: none | contradictions.yaml:8: X-01: recommended: none",
        "conditions: Always. | colour: blue | contradictions.yaml:9: ",
        "rate > 1 1/s | rate is high | contradictions.yaml:11: X-01: figures_must_be: load.push",
        "[load.push/rate] | [rate] | contradictions.yaml:7: X-01: figures: rate (expected:",
      })
  void shouldNameFileLineFieldAndExpectation(String old, String planted, String complaint) {
    assertThat(VALID).contains(old);
    assertThatThrownBy(
            () -> ContradictionTable.read(ClaimCatalogue.load(), VALID.replace(old, planted)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint.strip());
  }
}
