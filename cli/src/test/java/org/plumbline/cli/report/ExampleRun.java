package org.plumbline.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.plumbline.capacity.claim.ClaimKind;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.fit.Fitted;
import org.plumbline.capacity.fit.Prediction;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.Calculation;
import org.plumbline.capacity.judge.ClaimEvidence;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.RunReference;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.capacity.projection.Projection;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.Promise;
import org.plumbline.cli.run.Summary;

/** A run that never happened, with hostile text in every place that a report shows. */
final class ExampleRun {
  static final String HOSTILE = "<script>alert('x')</script>\" onload=\"alert(1)";
  private static final Instant STARTED = Instant.parse("2026-11-22T04:00:00Z");

  private ExampleRun() {}

  static RunData data() {
    List<JudgedClaim> claims = claims();
    List<Promise> promises =
        List.of(
            promise("no_acknowledged_loss", Outcome.HELD, "0 of 1,204 acknowledged were lost."),
            promise("no_visible_duplicate", Outcome.BROKEN, "3 duplicates were seen. " + HOSTILE),
            promise("same_order", Outcome.UNKNOWN, "No device read anything."));
    Summary summary =
        new Summary(
            Summary.SCHEMA,
            "2026-11-22T04-00-00",
            "quick",
            1,
            "A promise of the messenger broke. " + HOSTILE,
            Summary.count(claims),
            promises,
            Projection.of(List.of(storage())),
            PredictionReport.of(List.of(), List.of(), 2).with(List.of(prediction())),
            List.of("Two shared cores run servers and generator. " + HOSTILE),
            claims);
    return new RunData(
        manifest(), summary, List.of(drill()), List.of(latency("one_to_one"), latency(HOSTILE)));
  }

  static Manifest manifest() {
    return new Manifest(
        Manifest.SCHEMA,
        "2026-11-22T04-00-00",
        "check --profile quick",
        "quick",
        STARTED,
        STARTED.plusSeconds(333),
        42,
        new Manifest.Revision("beecae3aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true),
        new Manifest.Machine("Linux", "6.1.0", "amd64", 2, 24L << 30, 20_000, 19_000, 0.5),
        new TreeMap<>(Map.of("kafka", "4.3.1", "hostile", HOSTILE)),
        new TreeMap<>(Map.of("ack", "on_broker", HOSTILE, HOSTILE)),
        List.of(
            new Manifest.Step("environment", 31.4, Manifest.Step.DONE),
            new Manifest.Step(HOSTILE, 120, HOSTILE)));
  }

  private static List<JudgedClaim> claims() {
    Calculation calculation =
        new Calculation(
            "users x (text + media) x days",
            List.of(
                new Calculation.Input("users", "500,000,000", "s0 line 27"),
                new Calculation.Input("text", "2 kB", "s0 line 28")),
            "182.865 PB");
    Calculation hostile =
        new Calculation(
            HOSTILE, List.of(new Calculation.Input(HOSTILE, HOSTILE, HOSTILE)), HOSTILE);
    RunReference run =
        new RunReference(
            "drill.kill_chat_node",
            "evidence/drill.kill_chat_node.json",
            new TreeMap<>(Map.of("lost", Figure.of(0, "1", 0, 3, 1204))),
            List.of(Finding.of("no_acknowledged_loss", Outcome.HELD, HOSTILE)));
    return List.of(
        new JudgedClaim(
            "S0-15",
            "s0",
            "32",
            "500*(2*365+1000*365) = 547000 TB = 547 PB",
            ClaimKind.ARITHMETIC,
            Verdict.FAILS,
            new Amount(547.0, "PB", "547 PB"),
            new Amount(182.865, "PB", "182.865 PB"),
            2.991,
            "2 kB was added as 2 MB",
            "three times the disks",
            new ClaimEvidence(calculation, List.of(), null)),
        claim("S1-09", "s1", Verdict.HOLDS, "500 M DAU x 40 = 20 B messages a day"),
        claim("S1-30", "s1", Verdict.CONDITIONAL, "A server handles 50 K connections"),
        claim("S4-15", "s4", Verdict.INCONCLUSIVE, "Delivered in < 50 ms"),
        claim("S4-16", "s4", Verdict.NOT_RUN, HOSTILE),
        new JudgedClaim(
            "S2-09",
            "s2",
            "26",
            HOSTILE,
            ClaimKind.ARITHMETIC,
            Verdict.FAILS,
            new Amount(null, null, HOSTILE),
            new Amount(null, null, HOSTILE),
            0.01,
            HOSTILE,
            HOSTILE,
            new ClaimEvidence(hostile, List.of(run), null)));
  }

  private static JudgedClaim claim(String id, String document, Verdict verdict, String statement) {
    ClaimEvidence.Wanted wanted = new ClaimEvidence.Wanted("full", List.of("load.swarm"));
    return new JudgedClaim(
        id,
        document,
        "1",
        statement,
        ClaimKind.CAPACITY,
        verdict,
        null,
        null,
        null,
        null,
        null,
        new ClaimEvidence(null, List.of(), verdict == Verdict.NOT_RUN ? wanted : null));
  }

  private static Promise promise(String id, Outcome outcome, String summary) {
    return new Promise(
        "drill.kill_chat_node",
        id,
        outcome,
        summary,
        List.of("message 7 of alice"),
        "evidence/drill.kill_chat_node.json");
  }

  /** Too low by a third, at a hostile place. */
  private static Prediction prediction() {
    return Prediction.compared(
        Prediction.Quantity.DELIVERY_P99, HOSTILE, "ms", new Fitted(20, 12.0, 28.0), 30);
  }

  private static Evidence drill() {
    return new Evidence(
        Evidence.SCHEMA,
        "drill.kill_chat_node",
        "drill",
        STARTED,
        STARTED.plusSeconds(30),
        Map.of("fault", "kill -9 of node-1", "hostile", HOSTILE),
        new TreeMap<>(
            Map.of(
                "acknowledged", Figure.count(1204),
                "lost", Figure.count(0),
                "recovery_time", Figure.of(3.42, "s", 3.1, 3.9, 5))),
        List.of(
            Finding.of("fault_was_active", Outcome.HELD, "The process was gone for 8 s."),
            new Finding("no_visible_duplicate", Outcome.BROKEN, HOSTILE, List.of(HOSTILE))),
        List.of("Note of the drill. " + HOSTILE),
        List.of("history/kill_chat_node.jsonl"));
  }

  private static Evidence storage() {
    return new Evidence(
        Evidence.SCHEMA,
        "calibration.storage",
        "calibration",
        STARTED,
        STARTED.plusSeconds(3),
        Map.of(),
        new TreeMap<>(Map.of("bytes_on_disk_per_message", Figure.of(104.25, "B", 99, 110, 1204))),
        List.of(),
        List.of(),
        List.of());
  }

  private static LatencySeries latency(String name) {
    Histogram histogram = new Histogram(3);
    for (int i = 1; i <= 20_000; i++) {
      histogram.recordValue(3_000 + Math.round(900 * Math.log(20_000.0 / i) * (i % 7 + 1)));
    }
    return new LatencySeries(name, histogram);
  }
}
