package org.plumbline.chaos.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.Deadlines;
import org.plumbline.chaos.checker.Invariants;
import org.plumbline.chaos.checker.MissedLive;
import org.plumbline.chaos.checker.Timings;
import org.plumbline.chaos.checker.Verdict;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.workload.OutcomeTally;

/** What a drill's history says, as evidence. */
final class Conclusion {

  /** All devices of all drills tell how far they have come: there must be something to judge. */
  private static final Set<String> DEMANDED = Set.of("honest_receipts");

  /** No promise: a device syncs. Judged where a strategy is there to be seen to miss deliveries. */
  private static final String MISSED_LIVE = "no_missed_live_delivery";

  private static final double STEADY_FACTOR = 1.2;

  private final Drill drill;
  private final DrillContext context;
  private final List<Judge> judges;
  private final DrillRun.Course course;
  private final Scene scene;
  private final List<HistoryEvent> history;
  private final Timings timings;
  private final Verdict missedLive;

  Conclusion(
      Drill drill,
      DrillContext context,
      DrillRun.Course course,
      List<Judge> judges,
      List<HistoryEvent> history) {
    this.judges = List.copyOf(judges);
    this.drill = drill;
    this.context = context;
    this.course = course;
    this.scene = course.scene();
    this.history = history;
    this.timings = Timings.of(history);
    this.missedLive = MissedLive.check(history);
  }

  Evidence evidence(Instant started, List<String> files) {
    Invariants invariants = Invariants.judge(history, deadlines(), DEMANDED);
    Verdict loss = invariants.verdict("no_acknowledged_loss");
    Verdict duplicates = invariants.verdict("no_visible_duplicate");
    List<Finding> findings = new ArrayList<>(invariants.findings());
    findings.add(steadyState());
    SteadyFindings during = new SteadyFindings(course, drill.plan(), recoverySeconds());
    findings.addAll(during.findings());
    if (!drill.plan().cutsSockets()) {
      findings.add(liveSockets());
    }
    findings.addAll(scene.findings());
    if (drill.plan().expectedBroken().contains(MISSED_LIVE)) {
      findings.add(missedLive.finding(MISSED_LIVE));
    }
    judges.forEach(judge -> findings.addAll(judge.findings(scene, timings)));
    return new Evidence(
        Evidence.SCHEMA,
        drill.evidenceId(),
        "drill",
        started,
        context.clock().instant(),
        settings(),
        figures(loss, duplicates, during),
        findings,
        notes(invariants.notExercised()),
        files);
  }

  /** Before anything breaks, every message has to be acknowledged and delivered. */
  private Finding steadyState() {
    long from = course.loadNanos();
    // The last half second may still be on its way when the fault strikes.
    long to = course.steadyEndNanos() - Timings.DISTURBED_NANOS;
    int delivered = timings.deliveries(from, to);
    OptionalDouble p99 = timings.deliveryMillis(0.99, from, to);
    long sent =
        history.stream()
            .filter(event -> event.operation() == Operation.SEND)
            .filter(event -> event.type() == EventType.INVOKE)
            .filter(event -> event.intendedNanos() >= from && event.intendedNanos() < to)
            .count();
    p99.ifPresent(
        millis -> scene.figure("delivery_p99_steady", Figure.of(millis, "ms", delivered)));
    boolean steady = sent > 0 && delivered >= sent;
    return Finding.of(
        "steady_state",
        steady ? Outcome.HELD : Outcome.UNKNOWN,
        sent
            + " messages before the fault led to "
            + delivered
            + " deliveries at the devices of others.");
  }

  private double recoverySeconds() {
    return timings.recoverySeconds(scene.faultNanos(), disturbedNanos());
  }

  /** Slower than this is the fault's doing: half a second, or a fifth above the steady state. */
  private long disturbedNanos() {
    OptionalDouble steady =
        timings.arrivedMillis(0.99, course.loadNanos(), course.steadyEndNanos());
    return Math.max(Timings.DISTURBED_NANOS, (long) (steady.orElse(0) * STEADY_FACTOR * 1e6));
  }

  private Deadlines deadlines() {
    long fault = Math.max(0, scene.healedNanos() - scene.faultNanos());
    return Deadlines.standard().longerBy(Duration.ofNanos(fault));
  }

  private Finding liveSockets() {
    OutcomeTally tally = scene.fleet().tally();
    long from = scene.faultNanos();
    long to = scene.healedNanos();
    long lost = tally.disconnects(from, to);
    // Answers to what was sent before the fault may come in its first moments.
    long acknowledged = tally.acknowledgements(from + Timings.DISTURBED_NANOS, to);
    // A node that answers nobody may be dead, unless it is the fault that nothing can be answered.
    boolean seen = acknowledged > 0 || drill.plan().stopsAcknowledging();
    Outcome outcome = lost > 0 ? Outcome.BROKEN : seen ? Outcome.HELD : Outcome.UNKNOWN;
    return Finding.of(
        "live_sockets_persist",
        outcome,
        lost
            + " sockets ended while the fault lasted, and "
            + acknowledged
            + " messages were acknowledged meanwhile.");
  }

  private SortedMap<String, Figure> figures(
      Verdict loss, Verdict duplicates, SteadyFindings during) {
    SortedMap<String, Figure> figures = new TreeMap<>(scene.figures());
    figures.putAll(during.figures());
    for (String name : List.of("sent", "acknowledged", "unknown_outcome", "acknowledged_lost")) {
      figures.put(name, Figure.count(loss.count(name)));
    }
    for (String name : List.of("duplicates_visible", "raw_redeliveries", "synced_again")) {
      figures.put(name, Figure.count(duplicates.count(name)));
    }
    figures.put("phantoms", Figure.count(loss.count("unexpected") + loss.count("aborted")));
    figures.put("misrouted", Figure.count(missedLive.count("misrouted")));
    figures.put("sent_again", Figure.count(scene.fleet().tally().repeated()));
    int deliveries = timings.deliveries(Long.MIN_VALUE, Long.MAX_VALUE);
    timings
        .deliveryMillis(0.99, Long.MIN_VALUE, Long.MAX_VALUE)
        .ifPresent(millis -> figures.put("delivery_p99", Figure.of(millis, "ms", deliveries)));
    figures.put("recovery_time", Figure.of(recoverySeconds(), "s", deliveries));
    return figures;
  }

  private Map<String, String> settings() {
    DrillProfile profile = context.profile();
    Map<String, String> settings = new HashMap<>();
    settings.put("profile", profile.name());
    settings.put("users", String.valueOf(profile.users()));
    settings.put("devices", String.valueOf(scene.fleet().devices()));
    settings.put("messages_per_second", String.valueOf(profile.messagesPerSecond()));
    settings.put("nodes", String.valueOf(context.environment().nodes().size()));
    settings.put("ack", drill.nodeSettings().getOrDefault("MESSENGER_ACK", "on_broker"));
    settings.put("route", drill.nodeSettings().getOrDefault("MESSENGER_ROUTE", "log"));
    settings.put(
        "registration",
        drill.nodeSettings().getOrDefault("MESSENGER_SESSION_REGISTRATION", "sync"));
    settings.put("seed", String.valueOf(context.seed()));
    settings.put("fault", drill.plan().fault());
    if (!drill.plan().expectedBroken().isEmpty()) {
      settings.put("expected_broken", String.join(", ", drill.plan().expectedBroken()));
      settings.put("may_break", String.join(", ", drill.plan().mayBreak()));
    }
    return settings;
  }

  private List<String> notes(String notExercised) {
    List<String> notes = new ArrayList<>(scene.notes());
    notes.add(
        "Delivery runs from the intended time to the arrival at each device of the other user,"
            + " the time of the fault included.");
    notes.add(
        "Recovery runs from the fault to the arrival of the last message that took over 500 ms, and"
            + " over 1.2 times the p99 before the fault.");
    if (!course.quiet()) {
      notes.add(
          "Not everything came to rest within "
              + context.profile().quietWithin().toSeconds()
              + " s.");
    }
    if (!notExercised.isEmpty()) {
      notes.add(notExercised);
    }
    long gaps = scene.fleet().tally().acceptedGaps();
    if (gaps > 0) {
      notes.add(gaps + " gaps were given up by devices: what lay in them was not shown.");
    }
    return notes;
  }
}
