package org.plumbline.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.cli.run.Claim;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.Projection;
import org.plumbline.cli.run.Promise;
import org.plumbline.cli.run.Summary;
import org.plumbline.cli.run.Verdict;

/** A run that never happened, with hostile text in every place that a report shows. */
final class ExampleRun {
  static final String HOSTILE = "<script>alert('x')</script>\" onload=\"alert(1)";
  private static final Instant STARTED = Instant.parse("2026-11-22T04:00:00Z");

  private ExampleRun() {}

  static RunData data() {
    List<Claim> claims = claims();
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
            List.of(
                new Projection(
                    "S1", "chat servers", "10,000", "5,320", "4,900 to 5,800", 1.88, "a / b"),
                new Projection(
                    HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, null, HOSTILE + " formula")),
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
        new Manifest.Machine("Linux", "6.1.0", "amd64", 2, 24L << 30, 0.5),
        new TreeMap<>(Map.of("kafka", "4.3.1", "hostile", HOSTILE)),
        new TreeMap<>(Map.of("ack", "on_broker", HOSTILE, HOSTILE)),
        List.of(
            new Manifest.Step("environment", 31.4, Manifest.Step.DONE),
            new Manifest.Step(HOSTILE, 120, HOSTILE)));
  }

  private static List<Claim> claims() {
    return List.of(
        new Claim(
            "S0-15",
            "S0",
            "32",
            "500*(2*365+1000*365) = 547000 TB = 547 PB",
            "arith",
            Verdict.FAILS,
            "547 PB",
            "182.865 PB",
            2.991,
            "2 kB was added as 2 MB",
            "three times the disks",
            new Claim.Proof(
                "calculation",
                "users x (text + media) x days",
                List.of(
                    new Claim.Input("users", "500,000,000", "S0 L27"),
                    new Claim.Input("text", "2 kB", "S0 L28")),
                null,
                List.of())),
        claim("S1-09", "S1", Verdict.HOLDS, "500 M DAU x 40 = 20 B messages a day"),
        claim("S1-30", "S1", Verdict.CONDITIONAL, "A server handles 50 K connections"),
        claim("S4-15", "S4", Verdict.INCONCLUSIVE, "Delivered in < 50 ms"),
        claim("S4-16", "S4", Verdict.NOT_RUN, HOSTILE),
        new Claim(
            "S2-09",
            "S2",
            "26",
            HOSTILE,
            "arith",
            Verdict.FAILS,
            HOSTILE,
            HOSTILE,
            0.01,
            HOSTILE,
            HOSTILE,
            new Claim.Proof(
                "calculation",
                HOSTILE,
                List.of(new Claim.Input(HOSTILE, HOSTILE, HOSTILE)),
                HOSTILE,
                List.of("evidence/load.one_to_one.json"))));
  }

  private static Claim claim(String id, String document, Verdict verdict, String statement) {
    return new Claim(
        id, document, "1", statement, "cap", verdict, null, null, null, null, null, null);
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

  private static LatencySeries latency(String name) {
    Histogram histogram = new Histogram(3);
    for (int i = 1; i <= 20_000; i++) {
      histogram.recordValue(3_000 + Math.round(900 * Math.log(20_000.0 / i) * (i % 7 + 1)));
    }
    return new LatencySeries(name, histogram);
  }
}
