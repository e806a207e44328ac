package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;

/** Verdicts on who is where, before and after a node was killed. */
class DirectoryVerdictsTest {
  private static final Finding ENDS = Samples.held("state_of_dead_node_ends");
  private static final Finding LOSS = Samples.held("no_acknowledged_loss");
  private static final Evidence PROBES =
      probes(Samples.held("directory_follows_a_move"), Samples.held("presence_pull"));

  private static Evidence probes(Finding... findings) {
    return Samples.evidence("probe.behaviour", Map.of(), findings);
  }

  private static Evidence kill(double seconds, Finding... findings) {
    return Samples.evidence(
        "drill.kill_chat_node",
        Map.of("state_outlived_node", Figure.of(seconds, "s", 1)),
        findings);
  }

  @ParameterizedTest
  @CsvSource({"S0-45, conditional", "S4-35, fails", "S0-23, conditional"})
  void shouldTellForHowLongADeathMakesItWrong(String id, String verdict) {
    JudgedClaim claim = Samples.judged(id, PROBES, kill(5.2, ENDS, LOSS));
    assertThat(claim.verdict().text()).isEqualTo(verdict);
    assertThat(claim.cause()).isNotBlank();
    assertThat(claim.evidence().runs()).isNotEmpty();
  }

  @Test
  void shouldNotCallItExactThatNamesADeadServer() {
    JudgedClaim claim = Samples.judged("S4-35", PROBES, kill(5.2, ENDS, LOSS));
    assertThat(claim.found())
        .hasToString("a moved device at once; wrong for 5.2 s after a node was killed");
    assertThat(claim.cause()).contains("still named the dead one for 5.2 s");
    assertThat(Samples.judged("S4-35", PROBES, kill(0, ENDS, LOSS)).verdict())
        .isEqualTo(Verdict.HOLDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"S0-45", "S4-35"})
  void shouldFollowWhatTheProbeAndTheDrillShow(String id) {
    Evidence lost = probes(Samples.broken("directory_follows_a_move"));
    assertThat(Samples.judged(id, lost, kill(5, ENDS, LOSS)).verdict()).isEqualTo(Verdict.FAILS);
    Finding lasting = Samples.broken("state_of_dead_node_ends");
    assertThat(Samples.judged(id, PROBES, kill(5, lasting, LOSS)).verdict())
        .isEqualTo(Verdict.FAILS);
    Finding unclear = Samples.unknown("state_of_dead_node_ends");
    assertThat(Samples.judged(id, PROBES, kill(5, unclear, LOSS)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"S0-45", "S4-35"})
  void shouldStayOpenWithoutTheEvidenceOrItsFigure(String id) {
    assertThat(Samples.judged(id, PROBES).verdict()).isEqualTo(Verdict.NOT_RUN);
    assertThat(Samples.judged(id, kill(5, ENDS, LOSS)).verdict()).isEqualTo(Verdict.NOT_RUN);
    JudgedClaim claim = Samples.judged(id, PROBES, Samples.drill("kill_chat_node", ENDS, LOSS));
    assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(claim.cause()).contains("no figure state_outlived_node");
  }
}
