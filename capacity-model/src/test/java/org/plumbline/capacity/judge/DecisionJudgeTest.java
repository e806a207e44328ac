package org.plumbline.capacity.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

class DecisionJudgeTest {

  private static Decision decided(String id, Evidence... evidence) {
    List<Evidence> run = Arrays.asList(evidence);
    return DecisionJudge.decide(Samples.JUDGE.judge(run), run).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Evidence drill(String name, long lost) {
    return Samples.evidence("drill." + name, Map.of("acknowledged_lost", Figure.count(lost)));
  }

  @Test
  void shouldDecideAllOfThem() {
    assertThat(DecisionJudge.decide(Samples.JUDGE.judge(List.of()), List.of()))
        .extracting(Decision::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 28).mapToObj("X-%02d"::formatted).toList());
  }

  @Test
  void shouldSupportARecommendationByCalculation() {
    Decision partition = decided("X-07");
    assertThat(partition.support()).isEqualTo(Decision.Support.SUPPORTED);
    assertThat(partition.recommended()).isEqualTo("thread");
    assertThat(partition.options()).hasSize(5);
    assertThat(partition.grounds()).contains("S2-22 fails (needed: fails)");
  }

  @Test
  void shouldStayOpenUntilMeasuredAndTurnWithTheFigures() {
    assertThat(decided("X-10").support()).isEqualTo(Decision.Support.OPEN);
    Evidence lossy = drill("kill_chat_node_on_receive", 4);
    Decision borneOut = decided("X-10", drill("kill_chat_node", 0), lossy);
    assertThat(borneOut.support()).isEqualTo(Decision.Support.SUPPORTED);
    assertThat(borneOut.figures())
        .contains(new Decision.Measured("drill.kill_chat_node_on_receive/acknowledged_lost", "4"))
        .contains(new Decision.Measured("load.one_to_one/acknowledged_p50", null));
    assertThat(decided("X-10", drill("kill_chat_node", 3), lossy).support())
        .isEqualTo(Decision.Support.CONTRADICTED);
  }
}
