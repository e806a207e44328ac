package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.claim.Claim;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.evidence.Evidence;

class ClaimJudgeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldKnowEveryCheckThatTheClaimsNameAndNoOther() {
    Set<String> named =
        ClaimCatalogue.load().claims().stream()
            .map(Claim::judgedBy)
            .map(how -> how.check())
            .collect(Collectors.toSet());
    assertThat(Checks.byName().keySet()).isEqualTo(named);
  }

  @Test
  void shouldGiveEveryClaimItsPlaceAndItsVerdict() {
    assertThat(Samples.JUDGE.judge(List.of()))
        .extracting(JudgedClaim::id)
        .containsExactlyElementsOf(ClaimCatalogue.load().claims().stream().map(Claim::id).toList());
  }

  /** Whatever is not run for good says why, and how it would come out. */
  @Test
  void shouldLeaveOpenOnlyWhatNoSmallMachineDecidesAndSayWhy() {
    List<JudgedClaim> open =
        Samples.JUDGE.judge(List.of()).stream()
            .filter(claim -> claim.verdict() == Verdict.NOT_RUN)
            .filter(claim -> claim.evidence().wanted() == null)
            .toList();
    assertThat(open)
        .extracting(JudgedClaim::id)
        .containsExactly("S0-08", "S0-16", "S0-30", "S1-46", "S1-69", "S3-35");
    assertThat(open).allSatisfy(claim -> assertThat(claim.cause()).hasSizeGreaterThan(60));
    assertThat(open)
        .filteredOn(claim -> !List.of("S0-16", "S1-46").contains(claim.id()))
        .as("all but wording and background have a modelled answer")
        .allSatisfy(claim -> assertThat(claim.consequence()).startsWith("Modelled"))
        .allSatisfy(claim -> assertThat(claim.evidence().calculation()).isNotNull());
  }

  @Test
  void shouldPrintExactlyTheKeysOfTheContract() throws JsonProcessingException {
    JsonNode claim = JSON.readTree(JSON.writeValueAsString(Samples.judged("S0-15")));
    assertThat(claim.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "id",
            "document",
            "line",
            "statement",
            "kind",
            "verdict",
            "claimed",
            "found",
            "ratio",
            "cause",
            "consequence",
            "evidence");
    assertThat(claim.get("verdict").asText()).isEqualTo("fails");
    assertThat(claim.get("kind").asText()).isEqualTo("arithmetic");
    assertThat(claim.get("claimed").toString())
        .isEqualTo("{\"value\":547.0,\"unit\":\"PB\",\"text\":\"547 PB\"}");
    assertThat(claim.at("/evidence/calculation/inputs/0/source").asText()).isEqualTo("line 27");
    assertThat(claim.at("/evidence/wanted").isMissingNode()).isTrue();
  }

  @Test
  void shouldPrintWhatWouldRunAClaimThatWasNotRun() throws JsonProcessingException {
    JsonNode claim = JSON.readTree(JSON.writeValueAsString(Samples.judged("S4-15")));
    assertThat(claim.get("verdict").asText()).isEqualTo("not run");
    assertThat(claim.get("found").isNull()).isTrue();
    assertThat(claim.at("/evidence/wanted").toString())
        .isEqualTo("{\"profile\":\"quick\",\"evidence\":[\"load.one_to_one\"]}");
  }

  @Test
  void shouldGiveTheSameVerdictsForTheSameEvidence() {
    List<Evidence> run = List.of(Samples.load(20, 18, 22));
    assertThat(Samples.JUDGE.judge(run)).isEqualTo(Samples.JUDGE.judge(run));
  }

  @Test
  void shouldRefuseEvidenceThatIsGivenTwice() {
    Evidence load = Samples.load(20, 18, 22);
    assertThatThrownBy(() -> Samples.JUDGE.judge(List.of(load, load)))
        .hasMessage("evidence: load.one_to_one twice (expected: once)");
  }
}
