package org.plumbline.capacity.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/** Claims that the one-to-one load decides, and how many connections a server holds. */
final class LoadChecks {
  private static final String LOAD = "load.one_to_one";
  private static final String CONTROL = "drill.no_fault";
  private static final String SAME_ORDER = "same_order_on_all_devices";
  private static final String CONNECTIONS = "calibration.connections";
  private static final String HELD = "connections_held";

  private LoadChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "delivery_p99", whenRun(LatencyChecks::belowAtTheTail),
        "delivery_typical_and_tail", whenRun(LatencyChecks::belowTypicallyAndAtTheTail),
        "delivered_across_nodes", whenRun(LoadChecks::acrossNodes),
        "delivered_receipts", whenRun(LoadChecks::receipts),
        "devices_converge", whenRun(LoadChecks::devices),
        "connections_held", whenRun(LoadChecks::connections));
  }

  /** No verdict but {@code not run} without all the evidence that the claim names. */
  static ClaimCheck whenRun(Function<Question, Judgement> check) {
    return question -> question.missing().isEmpty() ? check.apply(question) : question.notRun();
  }

  /** A claim that cannot be decided because the evidence lacks a figure. */
  static Judgement lacking(Evidence evidence, String figure) {
    return Judgement.of(Verdict.INCONCLUSIVE)
        .because("The evidence " + evidence.id() + " has no figure " + figure + ".")
        .by(List.of(Question.reference(evidence, List.of(), List.of())));
  }

  private static Judgement acrossNodes(Question question) {
    Evidence load = question.evidence(LOAD).orElseThrow();
    List<String> names =
        List.of("sent", "acknowledged", "delivered", "duplicates", "cross_node_share");
    for (String needed : List.of("acknowledged", "delivered", "cross_node_share")) {
      if (load.figure(needed).isEmpty()) {
        return lacking(load, needed);
      }
    }
    double acknowledged = value(load, "acknowledged");
    double delivered = value(load, "delivered");
    double share = value(load, "cross_node_share");
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .found(
                Amount.text(
                    Numbers.text(delivered)
                        + " of "
                        + Numbers.text(acknowledged)
                        + " acknowledged messages delivered, "
                        + Numbers.text(100 * share)
                        + "% from one node to another"))
            .by(List.of(Question.reference(load, names, List.of())));
    if (delivered < acknowledged) {
      return judgement
          .as(Verdict.FAILS)
          .because(Numbers.text(acknowledged - delivered) + " messages did not arrive.");
    }
    return acknowledged > 0 && share > 0
        ? judgement
        : judgement
            .as(Verdict.INCONCLUSIVE)
            .because("No message crossed from one node to another, so nothing was tested.");
  }

  private static Judgement receipts(Question question) {
    Evidence load = question.evidence(LOAD).orElseThrow();
    Optional<Figure> receipts = load.figure("delivered_receipts");
    if (receipts.isEmpty()) {
      return lacking(load, "delivered_receipts");
    }
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .found(new Count(receipts.get().value(), "receipts"))
            .by(
                List.of(
                    Question.reference(
                        load, List.of("delivered", "delivered_receipts"), List.of())));
    if (receipts.get().value() > 0) {
      return judgement;
    }
    boolean anyDelivered = load.figure("delivered").filter(f -> f.value() > 0).isPresent();
    return anyDelivered
        ? judgement.as(Verdict.FAILS).because("Messages arrived, and no receipt came back.")
        : judgement.as(Verdict.INCONCLUSIVE).because("No message arrived, so none was receipted.");
  }

  private static Judgement devices(Question question) {
    Evidence load = question.evidence(LOAD).orElseThrow();
    Evidence control = question.evidence(CONTROL).orElseThrow();
    Optional<Figure> devices = load.figure("devices_per_user");
    if (devices.isEmpty()) {
      return lacking(load, "devices_per_user");
    }
    Optional<Outcome> sameOrder = control.finding(SAME_ORDER).map(finding -> finding.outcome());
    List<RunReference> runs = new ArrayList<>();
    runs.add(Question.reference(load, List.of("devices_per_user"), List.of()));
    runs.add(Question.reference(control, List.of(), List.of(SAME_ORDER)));
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .found(Amount.text(Numbers.text(devices.get().value()) + " devices per user"))
            .by(runs);
    if (devices.get().value() < 2) {
      return judgement
          .as(Verdict.INCONCLUSIVE)
          .because("The load had fewer than two devices per user.");
    }
    return switch (sameOrder.orElse(Outcome.UNKNOWN)) {
      case HELD -> judgement;
      case BROKEN -> judgement.as(Verdict.FAILS).because("Devices of a user ended up different.");
      case UNKNOWN ->
          judgement
              .as(Verdict.INCONCLUSIVE)
              .because("Whether all devices ended up the same was not seen.");
    };
  }

  /** A machine that held fewer says nothing of a bigger one, so the claim cannot fail here. */
  private static Judgement connections(Question question) {
    Evidence evidence = question.evidence(CONNECTIONS).orElseThrow();
    Optional<Figure> held = evidence.figure(HELD);
    if (held.isEmpty()) {
      return lacking(evidence, HELD);
    }
    Quantity claimed = question.claimed();
    Count found = new Count(held.get().value(), "connections");
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .claimed(claimed)
            .found(found)
            .ratio(claimed, found)
            .by(List.of(Question.reference(evidence, List.of(HELD), List.of())));
    return found.value() >= claimed.inBaseUnit()
        ? judgement
        : judgement
            .as(Verdict.INCONCLUSIVE)
            .because("Only " + found.text() + " were tried on this machine.");
  }

  private static double value(Evidence evidence, String figure) {
    return evidence.figure(figure).orElseThrow().value();
  }
}
