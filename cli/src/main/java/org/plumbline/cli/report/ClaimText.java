package org.plumbline.cli.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.Calculation;
import org.plumbline.capacity.judge.ClaimEvidence;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.RunReference;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.console.Terminal;
import org.plumbline.cli.console.TextTable;
import org.plumbline.cli.run.Documents;

/** One claim explained in plain text: source, calculation, evidence, verdict. */
public final class ClaimText {
  private static final int LABEL_WIDTH = 14;

  private final StringBuilder text = new StringBuilder();

  private ClaimText() {}

  /** The whole explanation, ended by a line break. */
  public static String render(JudgedClaim claim, Terminal terminal) {
    ClaimText page = new ClaimText();
    page.text
        .append(terminal.paint(Colour.BOLD, claim.id() + " " + claim.statement()))
        .append(System.lineSeparator());
    page.line("source", Documents.title(claim.document()) + ", line " + claim.line());
    page.line("kind", Shown.words(claim.kind().name().toLowerCase(Locale.ROOT)));
    page.line("verdict", terminal.paint(colour(claim), claim.verdict().text()));
    page.line("claimed", text(claim.claimed()));
    page.line("found", text(claim.found()));
    Double ratio = claim.ratio();
    page.line("ratio", ratio == null ? null : Shown.ratio(ratio));
    page.line("why", claim.cause());
    page.line("consequence", claim.consequence());
    page.evidence(claim.evidence());
    return page.text.toString();
  }

  /** The text, cut where it is longer. */
  public static String brief(String value, int max) {
    return value.length() <= max ? value : value.substring(0, max - 3) + "...";
  }

  private void evidence(ClaimEvidence evidence) {
    Calculation calculation = evidence.calculation();
    if (calculation != null) {
      line("calculation", calculation.formula() + " = " + calculation.result());
      TextTable inputs = new TextTable("input", ">value", "source");
      calculation
          .inputs()
          .forEach(input -> inputs.row(input.name(), input.value(), input.source()));
      indented(inputs);
    }
    for (RunReference run : evidence.runs()) {
      line("evidence", run.file());
      TextTable figures = new TextTable("figure", ">value", "95% interval");
      run.figures()
          .forEach(
              (name, figure) ->
                  figures.row(Shown.words(name), Shown.figure(figure), Shown.interval(figure)));
      indented(figures);
      for (Finding finding : run.findings()) {
        String outcome = finding.outcome().name().toLowerCase(Locale.ROOT);
        line("", Shown.words(finding.id()) + " " + outcome + ": " + finding.summary());
      }
    }
    ClaimEvidence.Wanted wanted = evidence.wanted();
    if (wanted != null) {
      String missing = String.join(", ", wanted.evidence());
      String leaves = missing.isEmpty() ? "" : ", which leaves " + missing;
      line("would need", "profile " + wanted.profile() + leaves);
    }
  }

  private void indented(TextTable table) {
    if (!table.isEmpty()) {
      text.append(table.render().indent(LABEL_WIDTH));
    }
  }

  private void line(String label, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      text.append("  ").append(label).append(" ".repeat(LABEL_WIDTH - label.length()));
      text.append(value).append(System.lineSeparator());
    }
  }

  private static @Nullable String text(@Nullable Amount amount) {
    return amount == null ? null : amount.text();
  }

  private static Colour colour(JudgedClaim claim) {
    return switch (claim.verdict()) {
      case HOLDS -> Colour.GREEN;
      case FAILS -> Colour.RED;
      case CONDITIONAL, INCONCLUSIVE -> Colour.YELLOW;
      case NOT_RUN -> Colour.FAINT;
    };
  }
}
