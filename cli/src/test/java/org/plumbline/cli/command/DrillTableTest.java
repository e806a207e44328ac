package org.plumbline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

class DrillTableTest {

  @ParameterizedTest
  @CsvSource({
    "'', HELD, HELD, held",
    "'', BROKEN, UNKNOWN, broken: loss",
    "'', HELD, UNKNOWN, unknown: order",
    "loss, BROKEN, HELD, broken as expected: loss",
    "loss, BROKEN, BROKEN, broken: order",
    "loss, HELD, HELD, not shown: loss"
  })
  void shouldSayWhetherWhatBrokeWasMeantTo(
      String expected, Outcome loss, Outcome order, String verdict) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.of("loss", loss, "Seen."));
    findings.add(Finding.of("order", order, "Seen."));
    if (!expected.isEmpty()) {
      findings.add(Finding.of("gap", Outcome.BROKEN, "Seen."));
    }
    Evidence evidence =
        new Evidence(
            Evidence.SCHEMA,
            "drill.any",
            "drill",
            Instant.EPOCH,
            Instant.EPOCH,
            expected.isEmpty() ? Map.of() : Map.of("expected_broken", expected, "may_break", "gap"),
            new TreeMap<>(),
            findings,
            List.of(),
            List.of());

    assertThat(DrillTable.verdict(evidence)).isEqualTo(verdict);
  }

  @Test
  void shouldSayWhatAnAcknowledgementSurvivedWhereAProcessDied() {
    Evidence killed = evidence("drill.kill_kafka", Map.of("fault", "kill -9 of kafka"));
    Evidence slow = evidence("drill.redis_slow", Map.of("fault", "Redis is slow"));

    assertThat(DrillTable.survival(List.of(killed, slow)))
        .startsWith("What an acknowledgement survives")
        .contains("kill -9 of kafka", "17")
        .doesNotContain("Redis");
    assertThat(DrillTable.survival(List.of(slow))).isEmpty();
  }

  private static Evidence evidence(String id, Map<String, String> settings) {
    return new Evidence(
        Evidence.SCHEMA,
        id,
        "drill",
        Instant.EPOCH,
        Instant.EPOCH,
        settings,
        new TreeMap<>(Map.of("acknowledged_lost", Figure.count(17))),
        List.of(),
        List.of(),
        List.of());
  }
}
