package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/**
 * How many connections a server holds: seen when a load held that many on one node, and else
 * calculated from the memory that one of them was measured to take.
 */
final class MemoryChecks {
  private static final String MEMORY = "calibration.memory";
  private static final String EACH = "resident_bytes_per_connection";
  private static final String IDLE = "load.idle_connections";
  private static final String PER_NODE = "connections_per_node";
  private static final String STOOD = "all_connections_stood";

  /** What a chat server has for connections; an ordinary one of 64 GB, half of it for them. */
  private static final DataSize ROOM = DataSize.parse("32 GB");

  private MemoryChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of("connections_held", LoadChecks.whenRun(MemoryChecks::connections));
  }

  private static Judgement connections(Question question) {
    Evidence memory = question.evidence(MEMORY).orElseThrow();
    Optional<Figure> each = memory.figure(EACH);
    if (each.isEmpty()) {
      return LoadChecks.lacking(memory, EACH);
    }
    return question
        .evidence(IDLE)
        .flatMap(load -> seen(question, load))
        .orElseGet(() -> calculated(question, memory, each.get()));
  }

  private static Optional<Judgement> seen(Question question, Evidence load) {
    Quantity claimed = question.claimed();
    return Optional.ofNullable(load.settings().get(PER_NODE))
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> new Count(Double.parseDouble(text), "connections"))
        .filter(onOne -> onOne.value() >= claimed.inBaseUnit() && load.held(STOOD))
        .map(
            onOne ->
                Judgement.of(Verdict.HOLDS)
                    .claimed(claimed)
                    .found(onOne)
                    .ratio(claimed, onOne)
                    .by(List.of(Question.reference(load, List.of("connections"), List.of(STOOD)))));
  }

  private static Judgement calculated(Question question, Evidence memory, Figure each) {
    double connections = question.claimed().inBaseUnit();
    // A slope through few points may have an interval that reaches below zero; memory does not.
    DataSize worst =
        DataSize.ofBytes(Math.max(0, Objects.requireNonNullElse(each.high(), each.value())));
    DataSize best =
        DataSize.ofBytes(Math.max(0, Objects.requireNonNullElse(each.low(), each.value())));
    DataSize needed = worst.times(connections);
    Judgement judgement =
        Judgement.of(Verdict.CONDITIONAL)
            .claimed(question.claimed())
            .found(needed)
            .by(List.of(Question.reference(memory, List.of(EACH), List.of())))
            .by(
                Calculation.of("connections x resident_bytes_per_connection")
                    .with("connections", question.claimed(), "line " + question.claim().line())
                    .with("resident_bytes_per_connection", worst, MEMORY + ", high end")
                    .with("room", ROOM, "our assumption: half of 64 GB")
                    .gives(needed));
    String share = Numbers.text(100 * needed.dividedBy(ROOM)) + "% of " + ROOM.text();
    if (worst.bytes() == 0) {
      return judgement
          .as(Verdict.INCONCLUSIVE)
          .because("The memory of one connection was not told from zero.");
    }
    if (needed.bytes() <= ROOM.bytes()) {
      return judgement.because(
          "By memory it holds, "
              + share
              + "; so many were not held here, and what they send costs processor time besides.");
    }
    return best.times(connections).bytes() > ROOM.bytes()
        ? judgement.as(Verdict.FAILS).because("Their memory alone is " + share + ".")
        : judgement
            .as(Verdict.INCONCLUSIVE)
            .because("The interval of the memory of one connection holds both answers.");
  }
}
