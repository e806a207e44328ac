package org.plumbline.cli.report;

import java.util.List;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.judge.Verdict;

/** A verdict as a coloured word with a sign, so that colour is never the only difference. */
final class VerdictChip {
  /** What needs attention first. */
  static final List<Verdict> ORDER =
      List.of(
          Verdict.FAILS, Verdict.CONDITIONAL, Verdict.INCONCLUSIVE, Verdict.HOLDS, Verdict.NOT_RUN);

  private VerdictChip() {}

  static void render(Markup page, Verdict verdict) {
    page.leaf("span", sign(verdict) + " " + verdict.text(), "class", "chip " + style(verdict));
  }

  static void render(Markup page, Outcome outcome) {
    String sign =
        switch (outcome) {
          case HELD -> "\u2713 held";
          case BROKEN -> "\u2715 broken";
          case UNKNOWN -> "? unknown";
        };
    page.leaf("span", sign, "class", "chip " + style(outcome));
  }

  static String style(Verdict verdict) {
    return verdict.text().replace(' ', '-');
  }

  static String style(Outcome outcome) {
    return switch (outcome) {
      case HELD -> "holds";
      case BROKEN -> "fails";
      case UNKNOWN -> "inconclusive";
    };
  }

  private static String sign(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "\u2713";
      case FAILS -> "\u2715";
      case CONDITIONAL -> "\u25D0";
      case INCONCLUSIVE -> "?";
      case NOT_RUN -> "\u2013";
    };
  }
}
