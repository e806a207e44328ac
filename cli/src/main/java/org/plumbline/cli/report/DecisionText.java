package org.plumbline.cli.report;

import java.util.List;
import org.plumbline.capacity.judge.Decision;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.console.Terminal;

/** The contradictions of the documents in plain text. */
public final class DecisionText {
  private DecisionText() {}

  /** All of them, each with its options, figures and recommendation. */
  public static String render(List<Decision> decisions, Terminal terminal) {
    StringBuilder text = new StringBuilder();
    for (Decision decision : decisions) {
      line(text, terminal.paint(Colour.BOLD, decision.id() + " " + decision.question()));
      for (Decision.Option option : decision.options()) {
        line(text, "  - " + option.name());
        option
            .claims()
            .forEach(
                claim ->
                    line(
                        text,
                        "      "
                            + claim.claim()
                            + " "
                            + claim.verdict().text()
                            + "  "
                            + figures(claim)));
      }
      for (Decision.Measured figure : decision.figures()) {
        String value = figure.value();
        line(text, "    " + figure.place() + ": " + (value == null ? "not measured" : value));
      }
      line(text, "  recommended: " + decision.recommended() + ". " + decision.conditions());
      line(text, "  " + support(decision.support()) + ": " + String.join("; ", decision.grounds()));
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  static String support(Decision.Support support) {
    return switch (support) {
      case SUPPORTED -> "borne out";
      case CONTRADICTED -> "contradicted";
      case OPEN -> "open";
    };
  }

  static String figures(Decision.Grounds claim) {
    String claimed = claim.claimed();
    String found = claim.found();
    String says = claimed == null ? "" : "says " + claimed;
    String sees = found == null ? "" : "found " + found;
    return says.isEmpty() || sees.isEmpty() ? says + sees : says + "; " + sees;
  }

  private static void line(StringBuilder text, String line) {
    text.append(line.stripTrailing()).append(System.lineSeparator());
  }
}
