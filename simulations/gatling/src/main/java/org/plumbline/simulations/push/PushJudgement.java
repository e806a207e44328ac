package org.plumbline.simulations.push;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Stopwatches;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.measure.GeneratorMeter;

/** The evidence of the pushes. */
final class PushJudgement {

  /** From the intended send to the request at the provider, the node's pause before it included. */
  static final String ARRIVAL = "arrival";

  private final LoadContext context;
  private final OpenLoop.Outcome outcome;
  private final PushFindings findings;
  private final List<Missed> messages;
  private final Stopwatches stopwatches;
  private final GeneratorMeter.Use use;

  PushJudgement(
      LoadContext context,
      OpenLoop.Outcome outcome,
      PushFindings findings,
      List<Missed> messages,
      Stopwatches stopwatches,
      GeneratorMeter.Use use) {
    this.context = context;
    this.outcome = outcome;
    this.findings = findings;
    this.messages = messages;
    this.stopwatches = stopwatches;
    this.use = use;
    messages.forEach(this::time);
  }

  private void time(Missed message) {
    OptionalLong first =
        findings.pushes().stream().filter(message::isToldBy).mapToLong(Pushed::atMillis).min();
    if (first.isPresent() && message.handset().presence() == Handset.Presence.AWAY) {
      long micros = (first.getAsLong() - message.intendedMillis()) * 1_000;
      stopwatches.part(ARRIVAL).record(message.intended(), micros);
    }
  }

  Evidence evidence(Instant started, Instant ended) {
    LoadProfile profile = context.profile();
    Map<String, String> settings = new TreeMap<>();
    settings.put("profile", profile.name());
    settings.put("users", Integer.toString(profile.users()));
    settings.put("nodes", Integer.toString(context.nodes().size()));
    settings.put("offered_rate", Double.toString(profile.messagesPerSecond()));
    settings.put("duration", profile.duration().toString());
    settings.put("seed", Long.toString(context.seed()));
    String log =
        stopwatches.write(context.runFolder(), PushScenario.NAME, ARRIVAL, started.toEpochMilli());
    return new Evidence(
        Evidence.SCHEMA,
        "load." + PushScenario.NAME,
        "load",
        started,
        ended,
        settings,
        figures(),
        findings.all(),
        notes(),
        List.of(log));
  }

  private SortedMap<String, Figure> figures() {
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("begun", Figure.count(outcome.begun()));
    figures.put("acknowledged", Figure.count(outcome.begun() - outcome.failed()));
    figures.put("offline_recipients", Figure.count(findings.count(Handset.Presence.AWAY)));
    figures.put("online_recipients", Figure.count(findings.count(Handset.Presence.ONLINE)));
    figures.put("messages_to_offline", Figure.count(toAway()));
    figures.put("pushes", Figure.count(findings.pushes().size()));
    figures.put("pushes_to_online", Figure.count(findings.pushesTo(Handset.Presence.ONLINE)));
    figures.put(
        "pushes_refused",
        Figure.count(findings.pushes().stream().filter(push -> !push.accepted()).count()));
    stopwatches.addTo(figures, context.seed());
    Stopwatches.addUse(figures, use, context.profile());
    return figures;
  }

  private long toAway() {
    return messages.stream()
        .filter(message -> message.handset().presence() == Handset.Presence.AWAY)
        .count();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Open model: messages are Poisson and fixed beforehand; arrival runs from the intended send"
            + " to the first push that tells of the message, and holds the node's pause in which a"
            + " recipient may come back. The provider's clock has whole milliseconds.");
    notes.add(
        "The providers are stand-ins that speak APNs, FCM HTTP v1 and Web Push; recipients have"
            + " them in turn. Every round of direct messages ends with one to a group of all.");
    outcome.witnesses().forEach(notes::add);
    return notes;
  }
}
