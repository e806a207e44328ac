package org.plumbline.cli.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.estimate.CapacityReport;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.console.Terminal;
import org.plumbline.cli.console.TextTable;

/** A capacity report for a terminal. */
final class CapacityText {
  private static final int BARS_MAX = 5;
  private static final double WHOLE = 100;

  private CapacityText() {}

  static String render(CapacityReport report, Terminal terminal) {
    String title = report.name().equals(report.title()) ? "" : ": " + report.title();
    StringBuilder text = new StringBuilder();
    text.append(terminal.paint(Colour.BOLD, report.name() + title)).append('\n');
    TextTable inputs = new TextTable("input", ">value", "source");
    report.inputs().forEach(input -> inputs.row(input.id(), input.written(), input.source()));
    text.append(inputs.render()).append('\n');
    figures(report, text);
    text.append("Intervals: nine of ten of ")
        .append(report.samples())
        .append(" samples (seed ")
        .append(report.seed())
        .append("); the error is that of the interval's ends.\n");
    text.append("Most servers are asked for by: ").append(shares(report.bindingShares()));
    text.append("\n\n").append(tornado(report)).append('\n');
    return text.toString();
  }

  private static void figures(CapacityReport report, StringBuilder text) {
    TextTable table = new TextTable("", "figure", ">value", ">from", ">to", ">error", "formula");
    String group = "";
    for (CapacityReport.Line line : report.figures()) {
      table.row(
          line.group().equals(group) ? "" : line.group(),
          line.title(),
          line.text(),
          number(line.low()),
          number(line.high()),
          number(line.samplingError()),
          line.id() + " = " + line.formula());
      group = line.group();
    }
    text.append(table.render()).append('\n');
  }

  private static String number(@Nullable Double value) {
    return value == null ? "" : Numbers.text(value);
  }

  private static String shares(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(share -> share.getKey() + " in " + percent(share.getValue()) + " of the samples")
        .collect(Collectors.joining(", "));
  }

  private static String tornado(CapacityReport report) {
    if (report.tornado().isEmpty()) {
      return "No input is uncertain.\n";
    }
    TextTable table =
        new TextTable("what matters most", "input", ">from", ">to", ">gives", ">to", ">swing");
    report.tornado().stream()
        .collect(
            Collectors.groupingBy(
                CapacityReport.Swing::figure, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (figure, swings) ->
                swings.stream()
                    .limit(BARS_MAX)
                    .forEach(
                        swing ->
                            table.row(
                                swing.equals(swings.getFirst()) ? figure : "",
                                swing.input(),
                                swing.from(),
                                swing.to(),
                                swing.low(),
                                swing.high(),
                                percent(swing.swing()))));
    return table.render()
        + "One input at a time, from its 5% to its 95% quantile; the others at their centre.\n";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", share * WHOLE);
  }
}
