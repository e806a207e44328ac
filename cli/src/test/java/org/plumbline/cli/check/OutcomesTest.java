package org.plumbline.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.cli.run.ExitCode;

class OutcomesTest {
  private static final Instant TIME = Instant.parse("2026-11-22T04:05:06Z");

  @Test
  void shouldPassWhenAllPromisesHeld() {
    assertThat(exitOf(drill("on_broker", "no_acknowledged_loss", Outcome.HELD)))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldFailWhenAPromiseBrokeEvenWhenTheGeneratorWasSaturated() {
    assertThat(
            exitOf(
                drill("on_broker", "no_acknowledged_loss", Outcome.BROKEN),
                load("generator_not_saturated", Outcome.BROKEN)))
        .isEqualTo(ExitCode.BROKEN);
  }

  @Test
  void shouldBeInconclusiveWhenOnlyTheGeneratorWasSaturated() {
    assertThat(exitOf(load("generator_not_saturated", Outcome.BROKEN)))
        .isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void shouldBeInconclusiveWhenADrillIsUnclear() {
    assertThat(exitOf(drill("on_broker", "no_acknowledged_loss", Outcome.UNKNOWN)))
        .isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void shouldNotCountTheLossOfAnAlternativeAsABrokenPromise() {
    assertThat(exitOf(drill("on_receive", "no_acknowledged_loss", Outcome.BROKEN)))
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldNotCountALatencyAsABrokenPromise() {
    assertThat(exitOf(load("delivery_p99_under_50_ms", Outcome.BROKEN))).isEqualTo(ExitCode.OK);
  }

  private static ExitCode exitOf(Evidence... evidence) {
    List<Evidence> all = List.of(evidence);
    return Outcomes.exitCode(Outcomes.promises(all), all);
  }

  private static Evidence drill(String ack, String finding, Outcome outcome) {
    return evidence("drill.kill_chat_node", "drill", Map.of("ack", ack), finding, outcome);
  }

  private static Evidence load(String finding, Outcome outcome) {
    return evidence("load.one_to_one", "load", Map.of(), finding, outcome);
  }

  private static Evidence evidence(
      String id, String kind, Map<String, String> settings, String finding, Outcome outcome) {
    return new Evidence(
        Evidence.SCHEMA,
        id,
        kind,
        TIME,
        TIME,
        settings,
        new TreeMap<>(),
        List.of(Finding.of(finding, outcome, "as seen")),
        List.of(),
        List.of());
  }
}
