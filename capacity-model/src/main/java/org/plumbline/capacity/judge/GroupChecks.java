package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.quantity.Numbers;

/** Claims about the fan-out of groups, small and large. */
final class GroupChecks {
  private static final String GROUPS = "load.group_chat";
  private static final String LARGE = "load.large_group";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String DELIVERED = "delivered";
  private static final String P50 = "delivery_p50";
  private static final String P99 = "delivery_p99";
  private static final String MEMBERS = "group_members";
  private static final String RATIO = "one_to_one_p99_ratio";
  private static final String GROUP_P99 = "group_delivery_p99";
  private static final String ARRIVED = "group_arrived_at_connected";
  private static final String UNDISTURBED = "one_to_one_p99_undisturbed";

  /** What a user takes for at once: J. Nielsen, Usability Engineering, 1993, chapter 5. */
  private static final double AT_ONCE_MILLIS = 100;

  private static final double THOUSANDS = 1_000;

  private GroupChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "group_fan_out", LoadChecks.whenRun(GroupChecks::fanOut),
        "group_feels_real_time", LoadChecks.whenRun(GroupChecks::feelsRealTime),
        "large_group_beside_others", LoadChecks.whenRun(GroupChecks::besideOthers));
  }

  private static Judgement fanOut(Question question) {
    Evidence load = question.evidence(GROUPS).orElseThrow();
    return fannedOut(load, List.of());
  }

  /** Whether every message went to every other member by itself. */
  private static Judgement fannedOut(Evidence load, List<String> more) {
    Optional<Figure> acknowledged = load.figure(ACKNOWLEDGED).filter(f -> f.value() > 0);
    Optional<Figure> delivered = load.figure(DELIVERED);
    if (acknowledged.isEmpty() || delivered.isEmpty()) {
      return LoadChecks.lacking(load, acknowledged.isEmpty() ? ACKNOWLEDGED : DELIVERED);
    }
    String each = Numbers.text(delivered.get().value() / acknowledged.get().value());
    return LoadChecks.arrived(load, more, each + " for each message");
  }

  private static Judgement feelsRealTime(Question question) {
    Evidence load = question.evidence(GROUPS).orElseThrow();
    Optional<Figure> p50 = load.figure(P50);
    if (p50.isEmpty()) {
      return LoadChecks.lacking(load, P50);
    }
    Judgement judgement = fannedOut(load, List.of(P50, P99));
    boolean atOnce = p50.get().value() < AT_ONCE_MILLIS;
    return judgement.verdict() != Verdict.HOLDS
        ? judgement
        : judgement
            .as(atOnce ? Verdict.HOLDS : Verdict.FAILS)
            .because(
                "The median delivery took "
                    + Numbers.text(p50.get().value())
                    + " ms (at once: below "
                    + Numbers.text(AT_ONCE_MILLIS)
                    + " ms).")
            .consequently("A message costs one delivery for each other member's device.");
  }

  /** The claim's second half is a decision that this messenger does not need. */
  private static Judgement besideOthers(Question question) {
    Evidence load = question.evidence(LARGE).orElseThrow();
    Optional<Figure> members = load.figure(MEMBERS);
    Optional<Figure> ratio = load.figure(RATIO);
    if (members.isEmpty() || ratio.isEmpty()) {
      return LoadChecks.lacking(load, members.isEmpty() ? MEMBERS : RATIO);
    }
    Judgement judgement =
        Judgement.of(Verdict.CONDITIONAL)
            .found(
                Amount.text(
                    Numbers.text(members.get().value())
                        + " members; beside them the 1:1 p99 was "
                        + Judgement.times(ratio.get().value())
                        + " times that without"))
            .by(
                List.of(
                    Question.reference(
                        load, List.of(MEMBERS, RATIO, GROUP_P99), List.of(ARRIVED, UNDISTURBED))));
    return switch (worse(load)) {
      case BROKEN -> judgement.as(Verdict.FAILS).because(summaries(load));
      case UNKNOWN -> judgement.as(Verdict.INCONCLUSIVE).because(summaries(load));
      case HELD ->
          judgement.because(
              "Connected members are reached at once and pushes are spread, but no write has to be"
                  + " delayed: a thread is stored once for all its members."
                  + (members.get().value() < THOUSANDS
                      ? " The group had hundreds of members; the full profile has thousands."
                      : ""));
    };
  }

  private static Outcome worse(Evidence load) {
    List<Outcome> outcomes =
        List.of(ARRIVED, UNDISTURBED).stream()
            .map(id -> load.finding(id).map(Finding::outcome).orElse(Outcome.UNKNOWN))
            .toList();
    if (outcomes.contains(Outcome.BROKEN)) {
      return Outcome.BROKEN;
    }
    return outcomes.contains(Outcome.UNKNOWN) ? Outcome.UNKNOWN : Outcome.HELD;
  }

  private static String summaries(Evidence load) {
    return String.join(
        " ",
        List.of(ARRIVED, UNDISTURBED).stream()
            .flatMap(id -> load.finding(id).stream())
            .filter(finding -> finding.outcome() != Outcome.HELD)
            .map(Finding::summary)
            .toList());
  }
}
