package org.plumbline.capacity.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.Numbers;

/** Claims that the one-to-one load decides. */
final class LoadChecks {
  private static final String LOAD = "load.one_to_one";
  private static final String ARRIVED = "all_acknowledged_delivered";
  private static final String DELIVERED = "delivered";
  private static final String EXPECTED = "expected_deliveries";
  private static final String CROSS_NODE = "cross_node_share";
  private static final String DEVICES = "devices_per_user";

  private LoadChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "delivery_p99", whenRun(LatencyChecks::belowAtTheTail),
        "delivery_typical_and_tail", whenRun(LatencyChecks::belowTypicallyAndAtTheTail),
        "delivered_across_nodes", whenRun(LoadChecks::acrossNodes),
        "delivered_receipts", whenRun(LoadChecks::receipts),
        "devices_converge", whenRun(LoadChecks::devices));
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
    Optional<Figure> share = load.figure(CROSS_NODE);
    if (share.isEmpty()) {
      return lacking(load, CROSS_NODE);
    }
    String crossed = Numbers.text(100 * share.get().value()) + "% from one node to another";
    Judgement arrived = arrived(load, List.of(CROSS_NODE), crossed);
    return arrived.verdict() == Verdict.HOLDS && share.get().value() <= 0
        ? arrived
            .as(Verdict.INCONCLUSIVE)
            .because("No message crossed from one node to another, so nothing was tested.")
        : arrived;
  }

  /** Each device of a user counts as a recipient, the sender's other devices included. */
  private static Judgement devices(Question question) {
    Evidence load = question.evidence(LOAD).orElseThrow();
    Optional<Figure> devices = load.figure(DEVICES);
    if (devices.isEmpty()) {
      return lacking(load, DEVICES);
    }
    String each = Numbers.text(devices.get().value()) + " devices per user on average";
    Judgement arrived = arrived(load, List.of(DEVICES), each);
    return arrived.verdict() == Verdict.HOLDS && devices.get().value() <= 1
        ? arrived
            .as(Verdict.INCONCLUSIVE)
            .because("No user had a second device, so nothing was tested.")
        : arrived;
  }

  /** Whether every acknowledged message reached every device that it was for. */
  static Judgement arrived(Evidence load, List<String> more, String detail) {
    for (String needed : List.of(DELIVERED, EXPECTED)) {
      if (load.figure(needed).isEmpty()) {
        return lacking(load, needed);
      }
    }
    List<String> names = new ArrayList<>(List.of("sent", "acknowledged", EXPECTED, DELIVERED));
    names.addAll(more);
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .found(
                Amount.text(
                    Numbers.text(value(load, DELIVERED))
                        + " of "
                        + Numbers.text(value(load, EXPECTED))
                        + " deliveries arrived, "
                        + detail))
            .by(List.of(Question.reference(load, names, List.of(ARRIVED))));
    Optional<Finding> finding = load.finding(ARRIVED);
    String summary =
        finding.map(Finding::summary).orElse("The load does not say whether all arrived.");
    return switch (finding.map(Finding::outcome).orElse(Outcome.UNKNOWN)) {
      case HELD -> judgement;
      case BROKEN -> judgement.as(Verdict.FAILS).because(summary);
      case UNKNOWN -> judgement.as(Verdict.INCONCLUSIVE).because(summary);
    };
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

  private static double value(Evidence evidence, String figure) {
    return evidence.figure(figure).orElseThrow().value();
  }
}
