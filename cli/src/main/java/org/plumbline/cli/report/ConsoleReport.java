package org.plumbline.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.capacity.projection.DocumentProjection;
import org.plumbline.capacity.projection.Projection;
import org.plumbline.capacity.projection.Span;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.console.Terminal;
import org.plumbline.cli.console.TextTable;
import org.plumbline.cli.run.Documents;
import org.plumbline.cli.run.Promise;
import org.plumbline.cli.run.Summary;

/** The result of a run as text for a terminal: counts, what fails, promises, projections. */
public final class ConsoleReport {
  private static final int LINE_MAX = 100;
  private static final String CLAIM_INDENT = "       ";

  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  private ConsoleReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The whole text, ended by a line break. */
  public static String render(Summary summary, Terminal terminal) {
    ConsoleReport report = new ConsoleReport(terminal);
    report.verdicts(summary);
    report.claims("Claims that fail", summary.claims(Verdict.FAILS), Colour.RED);
    report.claims(
        "Claims that hold under a condition", summary.claims(Verdict.CONDITIONAL), Colour.YELLOW);
    report.promises(summary);
    report.predictions(summary);
    report.projections(summary);
    report.caveats(summary);
    return report.text.toString();
  }

  private void verdicts(Summary summary) {
    heading("Claims of the documents");
    TextTable table =
        new TextTable("document", ">holds", ">fails", ">conditional", ">inconclusive", ">not run");
    summary
        .verdicts()
        .forEach(
            (document, counts) ->
                table.row(
                    Documents.title(document),
                    count(counts, Verdict.HOLDS),
                    count(counts, Verdict.FAILS),
                    count(counts, Verdict.CONDITIONAL),
                    count(counts, Verdict.INCONCLUSIVE),
                    count(counts, Verdict.NOT_RUN)));
    table.row(
        "all " + summary.claims().size(),
        Long.toString(summary.number(Verdict.HOLDS)),
        Long.toString(summary.number(Verdict.FAILS)),
        Long.toString(summary.number(Verdict.CONDITIONAL)),
        Long.toString(summary.number(Verdict.INCONCLUSIVE)),
        Long.toString(summary.number(Verdict.NOT_RUN)));
    text.append(table.render());
  }

  private void claims(String title, List<JudgedClaim> claims, Colour colour) {
    if (claims.isEmpty()) {
      return;
    }
    heading(title);
    for (JudgedClaim claim : claims) {
      wrapped(terminal.paint(colour, claim.id()) + "  ", claim.statement());
      String comparison = comparison(claim);
      String cause = claim.cause();
      wrapped(CLAIM_INDENT, cause == null ? comparison : (comparison + " " + cause).strip());
    }
  }

  private static String comparison(JudgedClaim claim) {
    Amount claimed = claim.claimed();
    Amount found = claim.found();
    Double ratio = claim.ratio();
    StringBuilder text = new StringBuilder();
    if (claimed != null) {
      text.append("claimed ").append(claimed.text());
    }
    if (found != null) {
      text.append(text.isEmpty() ? "found " : ", found ").append(found.text());
    }
    if (ratio != null && ratio != 1) {
      text.append(" (").append(Shown.ratio(ratio)).append(')');
    }
    return text.isEmpty() ? "" : text.append('.').toString();
  }

  /** Breaks between words, each further line as far in as a claim's text. */
  private void wrapped(String start, String value) {
    StringBuilder line = new StringBuilder();
    String lead = start;
    for (String word : value.split(" ", -1)) {
      if (line.length() + word.length() >= LINE_MAX && !line.isEmpty()) {
        line(lead + line);
        lead = CLAIM_INDENT;
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      line(lead + line);
    }
  }

  private void promises(Summary summary) {
    heading("Promises of the messenger");
    if (summary.promises().isEmpty()) {
      line("none was checked");
      return;
    }
    line(
        summary.number(Outcome.HELD)
            + " held, "
            + summary.number(Outcome.BROKEN)
            + " broken, "
            + summary.number(Outcome.UNKNOWN)
            + " unknown");
    for (Promise promise : summary.promises()) {
      Colour colour =
          switch (promise.outcome()) {
            case HELD -> Colour.GREEN;
            case BROKEN -> Colour.RED;
            case UNKNOWN -> Colour.YELLOW;
          };
      String outcome = promise.outcome().name().toLowerCase(Locale.ROOT);
      String padded = outcome + " ".repeat(8 - outcome.length());
      line(
          terminal.paint(colour, padded)
              + Shown.title(promise.source())
              + ": "
              + Shown.words(promise.id())
              + ". "
              + promise.summary());
    }
  }

  private void predictions(Summary summary) {
    if (summary.prediction().anything()) {
      heading("Predicted by the model from a part of the measurements, and measured");
      text.append(PredictionText.table(summary.prediction().predictions()));
    }
  }

  private void projections(Summary summary) {
    Projection projection = summary.projection();
    heading("At the documents' scale: what it says, and what follows from the figures of this run");
    TextTable table = new TextTable("document", "quantity", "it says", "from our figures");
    for (DocumentProjection document : projection.documents()) {
      String title = Documents.title(document.document());
      table.row(
          title,
          "chat servers",
          text(document.serversClaimed()),
          "memory: "
              + text(document.serversByMemory())
              + ", processor: "
              + text(document.serversByCpu()));
      table.row(
          title,
          "storage of messages",
          text(document.storageClaimed()),
          text(document.textStored()) + ", media beside it: " + document.mediaStored());
    }
    text.append(table.render());
    if (!projection.missing().isEmpty()) {
      line("not measured: " + String.join(", ", projection.missing()));
    }
  }

  private static String text(@Nullable Span span) {
    return span == null ? "not measured" : span.text();
  }

  private static String text(DocumentProjection.@Nullable Stated stated) {
    return stated == null ? "no figure" : stated.text();
  }

  private void caveats(Summary summary) {
    if (!summary.caveats().isEmpty()) {
      heading("Keep in mind");
      summary.caveats().forEach(this::line);
    }
  }

  private void heading(String title) {
    if (!text.isEmpty()) {
      text.append(System.lineSeparator());
    }
    text.append(terminal.paint(Colour.BOLD, title)).append(System.lineSeparator());
  }

  private void line(String line) {
    text.append("  ").append(line).append(System.lineSeparator());
  }

  private static String count(Map<Verdict, Integer> counts, Verdict verdict) {
    return Integer.toString(counts.getOrDefault(verdict, 0));
  }
}
