package org.plumbline.cli.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.cli.console.TextTable;
import org.plumbline.cli.report.Shown;

/** A comparison as text for a terminal. */
public final class ComparisonText {
  private ComparisonText() {}

  /** A table with a row for each benchmark, and what must be known to read it. */
  public static String render(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    TextTable table =
        new TextTable(
            "benchmark", ">score", ">error", "unit", ">earlier", ">ratio", "99.9% intervals");
    for (Comparison.Row row : comparison.rows()) {
      Score earlier = row.earlier();
      Double ratio = row.ratio();
      Comparison.Intervals intervals = row.intervals();
      table.row(
          row.now().name(),
          Shown.number(row.now().value()),
          error(row.now().error()),
          row.now().unit(),
          earlier == null ? "-" : Shown.number(earlier.value()),
          ratio == null ? "-" : Shown.ratio(ratio),
          intervals == null ? "-" : intervals.name().toLowerCase(Locale.ROOT));
    }
    text.append(table.render());
    comparison.turns().forEach(turns -> line(text, turns.line()));
    String earlier = comparison.earlier();
    line(
        text,
        earlier == null
            ? "No earlier results to compare with."
            : "Earlier: " + earlier + ". Below 1x is faster where the unit is a time.");
    comparison.notes().forEach(note -> line(text, "Note: " + note));
    return text.toString();
  }

  private static String error(@Nullable Double error) {
    return error == null ? "unknown" : "± " + Shown.number(error);
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}
