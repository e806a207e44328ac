package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.TimeSpan;

/** Who is where: what the directory knows, and for how long it is wrong after a node died. */
final class DirectoryChecks {
  private static final String KILL = "drill.kill_chat_node";
  private static final String OUTLIVED = "state_outlived_node";

  private DirectoryChecks() {}

  static Map<String, ClaimCheck> byName() {
    return Map.of(
        "directory_knows", DirectoryChecks::knows,
        "directory_is_exact", DirectoryChecks::isExact);
  }

  /** The findings must hold; for how long a death makes it wrong is told beside them. */
  private static Judgement knows(Question question) {
    Judgement judgement = DrillChecks.findings(question);
    Optional<TimeSpan> wrong = wrongAfterAKill(question);
    if (judgement.verdict() != Verdict.HOLDS) {
      return judgement;
    }
    return wrong
        .map(span -> told(judgement, question, span))
        .orElseGet(() -> notMeasured(judgement));
  }

  /** Exact it is only when it was not even wrong for a moment. */
  private static Judgement isExact(Question question) {
    Judgement judgement = knows(question);
    Optional<TimeSpan> wrong = wrongAfterAKill(question);
    if (judgement.verdict() != Verdict.HOLDS || wrong.isEmpty() || wrong.get().seconds() == 0) {
      return judgement;
    }
    return judgement
        .as(Verdict.FAILS)
        .because(
            "Not exactly: it follows a device that moves, but after the kill of a node it still"
                + " named the dead one for "
                + wrong.get().text()
                + ". And it is no map of users: a user's devices are on several servers.")
        .consequently(
            "A message looked up meanwhile goes to a dead server. Nothing was lost by it here: what"
                + " is not confirmed is looked up again, and the device that comes back syncs.");
  }

  private static Judgement told(Judgement judgement, Question question, TimeSpan wrong) {
    Evidence kill = question.evidence(KILL).orElseThrow();
    return judgement
        .found(
            Amount.text(
                "a moved device at once; wrong for "
                    + Numbers.text(wrong.seconds())
                    + " s after a node was killed"))
        .by(List.of(Question.reference(kill, List.of(OUTLIVED), List.of())));
  }

  private static Judgement notMeasured(Judgement judgement) {
    return judgement
        .as(Verdict.INCONCLUSIVE)
        .because("The evidence " + KILL + " has no figure " + OUTLIVED + ".");
  }

  private static Optional<TimeSpan> wrongAfterAKill(Question question) {
    return question
        .evidence(KILL)
        .flatMap(kill -> kill.figure(OUTLIVED))
        .map(Figure::value)
        .map(TimeSpan::new);
  }
}
