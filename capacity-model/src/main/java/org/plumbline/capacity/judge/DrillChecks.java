package org.plumbline.capacity.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.Numbers;

/** Claims that drills decide. */
final class DrillChecks {
  private static final String KILL = "drill.kill_chat_node";
  private static final String KILL_ON_RECEIVE = "drill.kill_chat_node_on_receive";
  private static final String NO_LOSS = "no_acknowledged_loss";
  private static final String RECONNECTED = "reconnected";
  private static final String LOST = "acknowledged_lost";
  private static final String FAULT_ACTIVE = "fault_was_active";
  private static final String RAN_WITH_ON_RECEIVE = "ran_with_on_receive";
  private static final String ON_NODE = "sockets_on_killed_node";
  private static final String DROPPED = "sockets_dropped";

  private DrillChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "findings", DrillChecks::findings,
        "refuted", DrillChecks::refuted,
        "sockets_dropped", whenTested(DrillChecks::socketsDropped),
        "acknowledged_before_stored", whenTested(DrillChecks::acknowledgedBeforeStored),
        "store_in_background", whenTested(DrillChecks::storeInBackground));
  }

  private static ClaimCheck whenTested(Function<Question, Judgement> check) {
    return LoadChecks.whenRun(
        question ->
            faultNotSeen(question)
                .map(why -> Judgement.of(Verdict.INCONCLUSIVE).because(why))
                .orElseGet(() -> check.apply(question)));
  }

  /** One finding that must hold. */
  private record Needed(String evidence, String finding) {
    static Needed of(String path) {
      int slash = path.indexOf('/');
      return new Needed(path.substring(0, slash), path.substring(slash + 1));
    }

    Optional<Finding> in(Question question) {
      return question.evidence(evidence).flatMap(found -> found.finding(finding));
    }

    boolean was(Outcome outcome, Question question) {
      return in(question).filter(found -> found.outcome() == outcome).isPresent();
    }
  }

  /**
   * All named findings must hold. One that broke decides even while other evidence is missing; a
   * finding that a drill did not make leaves the claim open.
   */
  static Judgement findings(Question question) {
    List<Needed> needed = question.how().findings().stream().map(Needed::of).toList();
    List<Needed> broken = needed.stream().filter(n -> n.was(Outcome.BROKEN, question)).toList();
    List<Needed> held = needed.stream().filter(n -> n.was(Outcome.HELD, question)).toList();
    if (broken.isEmpty() && !question.missing().isEmpty()) {
      return question.notRun();
    }
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .found(Amount.text(held.size() + " of " + needed.size() + " findings held"))
            .by(references(question, needed));
    if (!broken.isEmpty()) {
      return judgement.as(Verdict.FAILS).because(sentences(question, broken));
    }
    Optional<String> nothing = faultNotSeen(question);
    if (nothing.isPresent()) {
      return judgement.as(Verdict.INCONCLUSIVE).because(nothing.get());
    }
    return held.size() == needed.size()
        ? judgement
        : judgement
            .as(Verdict.INCONCLUSIVE)
            .because(
                "Not decided by the drill: "
                    + needed.stream()
                        .filter(n -> !held.contains(n))
                        .map(n -> n.evidence() + " " + n.finding())
                        .collect(Collectors.joining(", "))
                    + ".");
  }

  /** The findings hold, and show that the claim does not: its limit says in which way. */
  private static Judgement refuted(Question question) {
    Judgement judgement = findings(question);
    String why = String.valueOf(question.how().limit());
    return switch (judgement.verdict()) {
      case HOLDS, CONDITIONAL -> judgement.as(Verdict.FAILS).because(why);
      case FAILS -> judgement.as(Verdict.INCONCLUSIVE);
      case INCONCLUSIVE, NOT_RUN -> judgement;
    };
  }

  /** A drill whose fault was not seen to work tested nothing, whatever held meanwhile. */
  private static Optional<String> faultNotSeen(Question question) {
    return question.how().evidence().stream()
        .flatMap(id -> question.evidence(id).stream())
        .flatMap(DrillChecks::whyNotTested)
        .findFirst();
  }

  private static Stream<String> whyNotTested(Evidence drill) {
    return Stream.of(FAULT_ACTIVE, RAN_WITH_ON_RECEIVE)
        .flatMap(id -> drill.finding(id).stream())
        .filter(finding -> finding.outcome() != Outcome.HELD)
        .map(finding -> drill.id() + " did not test it: " + finding.summary());
  }

  private static String sentences(Question question, List<Needed> broken) {
    return broken.stream()
        .map(n -> n.evidence() + ": " + n.in(question).map(Finding::summary).orElse(n.finding()))
        .collect(Collectors.joining(" "));
  }

  private static List<RunReference> references(Question question, List<Needed> needed) {
    Map<String, List<String>> byEvidence =
        needed.stream()
            .collect(
                Collectors.groupingBy(
                    Needed::evidence,
                    TreeMap::new,
                    Collectors.mapping(Needed::finding, Collectors.toList())));
    List<RunReference> references = new ArrayList<>();
    byEvidence.forEach(
        (id, findings) ->
            question
                .evidence(id)
                .map(evidence -> Question.reference(evidence, List.of(), findings))
                .ifPresent(references::add));
    return references;
  }

  private static Judgement socketsDropped(Question question) {
    Evidence kill = question.evidence(KILL).orElseThrow();
    Optional<Figure> onNode = kill.figure(ON_NODE);
    Optional<Figure> dropped = kill.figure(DROPPED);
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .by(List.of(Question.reference(kill, List.of(ON_NODE, DROPPED), List.of(RECONNECTED))));
    if (onNode.isPresent() && dropped.isPresent() && onNode.get().value() > 0) {
      Judgement counted =
          judgement.found(
              Amount.text(
                  Numbers.text(dropped.get().value())
                      + " of "
                      + Numbers.text(onNode.get().value())
                      + " sockets of the killed node dropped"));
      return dropped.get().value() >= onNode.get().value()
          ? counted
          : counted.as(Verdict.FAILS).because("Some sockets outlived the node.");
    }
    return judgement
        .as(kill.held(RECONNECTED) ? Verdict.CONDITIONAL : Verdict.INCONCLUSIVE)
        .because(
            kill.held(RECONNECTED)
                ? "The clients had to reconnect after the kill; dropped sockets were not counted."
                : "Neither dropped sockets nor reconnections were seen.");
  }

  private static Judgement acknowledgedBeforeStored(Question question) {
    Evidence onReceive = question.evidence(KILL_ON_RECEIVE).orElseThrow();
    Optional<Figure> lost = onReceive.figure(LOST);
    if (lost.isEmpty()) {
      return LoadChecks.lacking(onReceive, LOST);
    }
    Count found = new Count(lost.get().value(), "acknowledged messages lost");
    List<RunReference> runs = new ArrayList<>();
    runs.add(Question.reference(onReceive, List.of("acknowledged", LOST), List.of(NO_LOSS)));
    Optional<Evidence> control = question.evidence(KILL);
    control.ifPresent(kill -> runs.add(Question.reference(kill, List.of(LOST), List.of(NO_LOSS))));
    Judgement judgement =
        Judgement.of(Verdict.FAILS).claimed(question.claimed()).found(found).by(runs);
    if (found.value() == 0) {
      return judgement
          .as(Verdict.INCONCLUSIVE)
          .because("The kill fell into no moment between acknowledgement and store.");
    }
    boolean controlHeld = control.filter(kill -> kill.held(NO_LOSS)).isPresent();
    return judgement
        .because(
            "A chat server that acknowledges on receipt and dies takes with it what it had not yet"
                + " stored: "
                + found.text()
                + " (ack=on_receive).")
        .consequently(
            "At scale a crash loses the server's message rate x the time until stored."
                + (controlHeld
                    ? " Acknowledged only when the log has confirmed, none was lost in the same"
                        + " drill."
                    : ""));
  }

  private static Judgement storeInBackground(Question question) {
    Evidence kill = question.evidence(KILL).orElseThrow();
    Evidence onReceive = question.evidence(KILL_ON_RECEIVE).orElseThrow();
    Outcome byDefault = kill.finding(NO_LOSS).map(Finding::outcome).orElse(Outcome.UNKNOWN);
    double lost = onReceive.figure(LOST).map(Figure::value).orElse(0.0);
    Judgement judgement =
        Judgement.of(Verdict.CONDITIONAL)
            .claimed(question.claimed())
            .found(
                Amount.text(Numbers.text(lost) + " acknowledged messages lost when nothing waits"))
            .by(
                List.of(
                    Question.reference(kill, List.of(LOST), List.of(NO_LOSS)),
                    Question.reference(onReceive, List.of(LOST), List.of(NO_LOSS))));
    if (byDefault == Outcome.BROKEN) {
      return judgement
          .as(Verdict.FAILS)
          .because("Acknowledged messages were lost even with a log that had confirmed them.");
    }
    return byDefault == Outcome.HELD && lost > 0
        ? judgement.because(
            "It holds when a durable log has confirmed the message before the acknowledgement; the"
                + " database may then follow. Without any wait "
                + Numbers.text(lost)
                + " acknowledged messages were lost in the same drill.")
        : judgement
            .as(Verdict.INCONCLUSIVE)
            .because("The drills do not tell the two settings apart.");
  }
}
