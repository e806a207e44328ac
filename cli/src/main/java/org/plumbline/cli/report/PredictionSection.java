package org.plumbline.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.fit.DiurnalPeak;
import org.plumbline.capacity.fit.Fitted;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.fit.QueueComparison;
import org.plumbline.capacity.fit.StepCost;

/** How well the model predicts what it was not fitted on, and what it was fitted to. */
final class PredictionSection {
  private PredictionSection() {}

  static void render(Markup page, RunData run) {
    PredictionReport report = run.summary().prediction();
    page.open("section", "id", "prediction").leaf("h2", "How well the model predicts");
    page.leaf(
        "p",
        "The model is fitted on a part of what was measured and predicts the rest. A prediction"
            + " beyond its target leaves its quantity inconclusive.",
        "class",
        "sub");
    table(
        page,
        "Held out",
        List.of("Quantity", "Held out", "Predicted", "Measured", "Error", "Agreement"),
        report.predictions().stream().map(PredictionText::cells).toList());
    if (!report.stepCosts().isEmpty()) {
      table(
          page,
          "Processor time of each process, fitted",
          List.of("Process", "A message", "Idle, a second"),
          report.stepCosts().stream().map(PredictionSection::cost).toList());
    }
    if (!report.queues().isEmpty()) {
      table(
          page,
          "Delivery p99 beside pure queues with the measured service times",
          List.of("Messages/s", "Cores busy", "Measured", "M/M/c", "M/G/1"),
          report.queues().stream().map(PredictionSection::queue).toList());
    }
    peak(page, report.peak());
    page.close("section");
  }

  private static List<String> cost(StepCost cost) {
    return List.of(
        Shown.words(cost.process()),
        fitted(cost.microsPerMessage(), "us"),
        fitted(cost.idleMicrosPerSecond(), "us"));
  }

  private static List<String> queue(QueueComparison queue) {
    return List.of(
        Shown.number(queue.rate()),
        Shown.number(queue.utilisation()),
        Shown.quantity(queue.measuredMillis(), "ms"),
        Shown.quantity(queue.erlangMillis(), "ms"),
        Shown.quantity(queue.pollaczekMillis(), "ms"));
  }

  private static void peak(Markup page, @Nullable DiurnalPeak peak) {
    if (peak != null) {
      page.leaf(
          "p",
          "Busiest moment of the measured day by its mean, from a curve through its hours: "
              + fitted(peak.factor(), "1")
              + ".");
    }
  }

  private static String fitted(Fitted value, String unit) {
    Double low = value.low();
    Double high = value.high();
    String text = Shown.quantity(value.value(), unit);
    return low == null || high == null
        ? text
        : text + " (" + Shown.quantity(low, unit) + " to " + Shown.quantity(high, unit) + ")";
  }

  private static void table(
      Markup page, String title, List<String> headings, List<List<String>> rows) {
    page.open("div", "class", "scroll").open("table", "class", "grid").leaf("caption", title);
    page.open("thead").open("tr");
    headings.forEach(heading -> page.leaf("th", heading, "scope", "col"));
    page.close("tr").close("thead").open("tbody");
    for (List<String> row : rows) {
      page.open("tr").leaf("th", row.getFirst(), "scope", "row");
      row.stream().skip(1).forEach(cell -> page.leaf("td", cell));
      page.close("tr");
    }
    page.close("tbody").close("table").close("div");
  }
}
