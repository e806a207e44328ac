package org.plumbline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.evidence.Evidence;
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
    Evidence evidence =
        new Evidence(
            Evidence.SCHEMA,
            "drill.any",
            "drill",
            Instant.EPOCH,
            Instant.EPOCH,
            expected.isEmpty() ? Map.of() : Map.of("expected_broken", expected),
            new TreeMap<>(),
            findings,
            List.of(),
            List.of());

    assertThat(DrillTable.verdict(evidence)).isEqualTo(verdict);
  }
}
