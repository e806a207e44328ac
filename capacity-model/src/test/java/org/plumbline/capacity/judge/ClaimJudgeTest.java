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
            .filter(how -> how != null)
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

  @Test
  void shouldSayWhyAClaimWithoutACheckIsNotRun() {
    assertThat(Samples.judged("S0-09").cause())
        .isEqualTo("No check of it is built yet; it belongs to the full profile.");
    assertThat(Samples.judged("S2-26").cause())
        .isEqualTo(
            "Background or wording of the document: no calculation, run or drill decides it.");
  }

  @Test
  void shouldAddTheReasonThatTheClaimsDataGive() {
    assertThat(Samples.judged("S0-30").cause())
        .startsWith("No check of it is built yet; it belongs to the full profile. No environment")
        .endsWith("a trace of one request through the hops.");
    assertThat(Samples.judged("S0-30").evidence().wanted())
        .isEqualTo(new ClaimEvidence.Wanted("full", List.of()));
    assertThat(Samples.judged("S2-36").cause())
        .startsWith("Background or wording of the document")
        .endsWith("is judged as it is meant, as S2-37 and S2-38.");
    assertThat(Samples.judged("S2-36").evidence().wanted())
        .as("no profile would bring it")
        .isNull();
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
