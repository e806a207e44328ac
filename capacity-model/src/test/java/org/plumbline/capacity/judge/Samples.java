package org.plumbline.capacity.judge;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/** Evidence as a run would leave it, and the judge of the whole catalogue. */
final class Samples {
  static final ClaimJudge JUDGE = new ClaimJudge(ClaimCatalogue.load());
  private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");

  private Samples() {}

  static JudgedClaim judged(String id, Evidence... evidence) {
    return JUDGE.judge(Arrays.asList(evidence)).stream()
        .filter(claim -> claim.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static Evidence evidence(String id, Map<String, Figure> figures, Finding... findings) {
    SortedMap<String, Figure> sorted = new TreeMap<>(figures);
    return new Evidence(
        Evidence.SCHEMA,
        id,
        id.substring(0, id.indexOf('.')),
        START,
        START.plusSeconds(30),
        Map.of(),
        sorted,
        List.of(findings),
        List.of(),
        List.of());
  }

  static Evidence drill(String name, Finding... findings) {
    return evidence("drill." + name, Map.of(), findings);
  }

  static Finding held(String id) {
    return Finding.of(id, Outcome.HELD, "It held.");
  }

  static Finding broken(String id) {
    return new Finding(id, Outcome.BROKEN, "Two messages are gone.", List.of("m-17", "m-18"));
  }

  static Finding unknown(String id) {
    return Finding.of(id, Outcome.UNKNOWN, "It cannot be told.");
  }

  /** A one-to-one load whose 99th percentile has the given interval, in milliseconds. */
  static Evidence load(double p99, double low, double high) {
    return load(Map.of("delivery_p99", Figure.of(p99, "ms", low, high, 5)));
  }

  /** A one-to-one load that did well, except for the given figures. */
  static Evidence load(Map<String, Figure> others) {
    Map<String, Figure> figures = new TreeMap<>();
    figures.put("delivery_p50", Figure.of(4, "ms", 3.5, 4.5, 5));
    figures.put("delivery_p99", Figure.of(20, "ms", 18, 22, 5));
    figures.put("sent", Figure.count(1_000));
    figures.put("acknowledged", Figure.count(1_000));
    figures.put("expected_deliveries", Figure.count(1_500));
    figures.put("delivered", Figure.count(1_500));
    figures.put("duplicates", Figure.count(0));
    figures.put("out_of_order", Figure.count(0));
    figures.put("cross_node_share", Figure.of(0.5, "1", 1_000));
    figures.put("devices_per_user", Figure.of(1.25, "1", 1));
    figures.put("delivered_receipts", Figure.count(990));
    figures.putAll(others);
    return evidence(
        "load.one_to_one",
        figures,
        held("generator_not_saturated"),
        held("all_acknowledged_delivered"));
  }
}
