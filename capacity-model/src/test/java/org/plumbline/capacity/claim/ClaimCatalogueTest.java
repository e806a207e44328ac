package org.plumbline.capacity.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimCatalogueTest {
  private static final Map<String, Integer> CLAIMS_OF_DOCUMENT =
      Map.of("s0", 61, "s1", 80, "s2", 46, "s3", 40, "s4", 58);

  private static final String VALID =
      """
      document: s0
      title: A document
      claims:
        - id: S0-01
          line: "10"
          statement: Users send text.
          kind: behaviour
          checks: [interface, load]
          profile: quick
          judged_by:
            check: findings
            evidence: [drill.no_fault]
            findings: [drill.no_fault/no_acknowledged_loss]
      """;

  private final ClaimCatalogue catalogue = ClaimCatalogue.load();

  @Test
  void shouldHoldAllClaimsOfAllDocumentsWithoutGaps() {
    assertThat(catalogue.claims()).hasSize(285);
    CLAIMS_OF_DOCUMENT.forEach(
        (document, count) -> {
          Set<String> expected =
              IntStream.rangeClosed(1, count)
                  .mapToObj(
                      number -> "%s-%02d".formatted(document.toUpperCase(Locale.ROOT), number))
                  .collect(Collectors.toSet());
          assertThat(catalogue.claims())
              .filteredOn(claim -> claim.document().equals(document))
              .hasSize(count)
              .extracting(Claim::id)
              .containsExactlyInAnyOrderElementsOf(expected);
        });
  }

  @Test
  void shouldSayOfEveryClaimWhatWouldDecideIt() {
    assertThat(catalogue.claims())
        .allSatisfy(
            claim -> {
              assertThat(claim.statement()).endsWith(".").doesNotContain("  ");
              assertThat(claim.line()).matches("[0-9]+([-,][0-9]+)*");
            });
    assertThat(catalogue.claims())
        .filteredOn(claim -> claim.checks().isEmpty())
        .as("background and wording, which nothing decides")
        .extracting(Claim::id)
        .containsExactly("S0-16", "S1-46", "S1-58", "S2-26", "S2-36");
  }

  @Test
  void shouldJudgeAllArithmeticAndEveryCalculableSizeFromAFormula() {
    Set<ClaimKind> sizes = Set.of(ClaimKind.CAPACITY, ClaimKind.STORAGE, ClaimKind.THROUGHPUT);
    assertThat(catalogue.claims())
        .filteredOn(
            claim ->
                claim.kind() == ClaimKind.ARITHMETIC
                    || (sizes.contains(claim.kind()) && claim.checks().contains(CheckKind.FORMULA)))
        .hasSizeGreaterThan(45)
        .allSatisfy(claim -> assertThat(claim.profile()).as(claim.id()).isEqualTo(Profile.MODEL));
  }

  @Test
  void shouldHaveACheckForEveryClaim() {
    assertThat(catalogue.claims())
        .hasSize(285)
        .allSatisfy(claim -> assertThat(claim.judgedBy().check()).as(claim.id()).isNotBlank());
  }

  @Test
  void shouldReadTheFilesOnlyOnce() {
    assertThat(ClaimCatalogue.load()).isSameAs(catalogue);
  }

  @Test
  void shouldFindAClaimInAnyLetterCase() {
    assertThat(catalogue.claim("s4-17")).get().extracting(Claim::line).isEqualTo("38");
    assertThat(catalogue.claim("S9-99")).isEmpty();
  }

  @Test
  void shouldFlagOnlyClaimsThatARunDecidesAsPromises() {
    assertThat(catalogue.claims())
        .filteredOn(Claim::promise)
        .isNotEmpty()
        .allSatisfy(claim -> assertThat(claim.profile()).as(claim.id()).isEqualTo(Profile.QUICK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "document: s0 | document: s1 | s0.yaml:1: s0: document: s1 (expected: s0)",
        "id: S0-01 | id: S1-01 | id: S1-01 (expected: S0-nn)",
        "line: \"10\" | line: ten | s0.yaml:5: S0-01: line: ten (expected: a line such as 32 or"
            + " 40-44)",
        "kind: behaviour | kind: opinion | s0.yaml:7: ",
        "kind: behaviour | colour: blue | colour",
        "checks: [interface, load] | checks: [guess] | guess",
        "statement: Users send text. | statement: '' | S0-01: statement: blank",
        "profile: quick | profile: model | (expected: model exactly when no evidence is needed)",
        "check: findings | claimed: 3 s | S0-01: judged_by.check: missing",
        "drill.no_fault/no_ack | drill.other/no_ack | (expected: to hold drill.other)",
        "drill.no_fault/no_acknowledged_loss | loss | (expected: <evidence id>/<finding id>)",
      })
  void shouldNameClaimFieldValueAndExpectationWhenMalformed(
      String old, String planted, String complaint) {
    assertThat(ClaimCatalogue.read("s0", VALID)).hasSize(1);
    assertThat(VALID).contains(old);
    assertThatThrownBy(() -> ClaimCatalogue.read("s0", VALID.replace(old, planted)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void shouldRefuseAClaimWithoutACheckOrAField() {
    String unchecked = VALID.substring(0, VALID.indexOf("    judged_by"));
    assertThatThrownBy(() -> ClaimCatalogue.read("s0", unchecked))
        .hasMessage("s0.yaml:4: S0-01: judged_by: missing (expected: a value)");
    assertThatThrownBy(() -> ClaimCatalogue.read("s0", VALID.replace("    kind: behaviour\n", "")))
        .hasMessage("s0.yaml:4: S0-01: kind: missing (expected: a value)");
  }

  @Test
  void shouldRefuseAFigureConditionThatCannotBeRead() {
    assertThatThrownBy(
            () ->
                ClaimCatalogue.read(
                    "s0", VALID + "      figures: [drill.no_fault/lost is small]\n"))
        .hasMessageStartingWith(
            "s0.yaml:14: S0-01: judged_by.figures: drill.no_fault/lost is small")
        .hasMessageContaining("(expected: <evidence id>/<figure> <");
    assertThatThrownBy(
            () -> ClaimCatalogue.read("s0", VALID + "      figures: [load.push/rate > 1 1/s]\n"))
        .hasMessageContaining("(expected: to hold load.push)");
  }

  @Test
  void shouldRefuseAnIdThatIsGivenTwice() {
    String twice = VALID + VALID.substring(VALID.indexOf("  - id"));
    assertThatThrownBy(() -> ClaimCatalogue.read("s0", twice))
        .hasMessage("s0.yaml:14: S0-01: id: S0-01 (expected: given once)");
  }
}
