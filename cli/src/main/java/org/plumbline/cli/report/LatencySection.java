package org.plumbline.cli.report;

/** Delivery latency from the intended send to the recipient's device, by percentile. */
final class LatencySection {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9};
  private static final double GOAL_MILLISECONDS = 50;

  private LatencySection() {}

  static void render(Markup page, RunData run) {
    page.open("section", "id", "latency").leaf("h2", "Latency");
    if (run.latencies().isEmpty()) {
      page.leaf("p", "The run left no latency log.");
      LoadCurve.render(page, run.evidence());
      page.close("section");
      return;
    }
    page.open("p", "class", "sub");
    page.text("Counted from the intended send, so that a stalled generator hides nothing. ");
    page.text("The line at 50 ms is what document S4 promises (S4-15).").close("p");
    page.open("figure");
    PercentilePlot.render(page, run.latencies(), GOAL_MILLISECONDS);
    page.leaf("figcaption", "", "id", "reading", "aria-live", "polite");
    page.close("figure");
    table(page, run);
    LoadCurve.render(page, run.evidence());
    page.close("section");
  }

  private static void table(Markup page, RunData run) {
    page.open("div", "class", "scroll").open("table", "class", "grid");
    page.open("thead").open("tr").leaf("th", "Series", "scope", "col");
    page.leaf("th", "Samples", "scope", "col", "class", "number");
    for (double percentile : PERCENTILES) {
      page.leaf("th", "p" + Shown.number(percentile), "scope", "col", "class", "number");
    }
    page.leaf("th", "Max", "scope", "col", "class", "number");
    page.leaf("th", "p99 under 50 ms", "scope", "col").close("tr").close("thead");
    page.open("tbody");
    for (LatencySeries series : run.latencies()) {
      page.open("tr").leaf("th", Shown.words(series.name()), "scope", "row");
      page.leaf("td", Shown.number(series.histogram().getTotalCount()), "class", "number");
      for (double percentile : PERCENTILES) {
        page.leaf("td", milliseconds(series.millisecondsAt(percentile)), "class", "number");
      }
      page.leaf("td", milliseconds(series.millisecondsMax()), "class", "number");
      page.open("td");
      if (series.name().contains("delivery")) {
        boolean within = series.millisecondsAt(99) < GOAL_MILLISECONDS;
        page.leaf("span", within ? "\u2713 yes" : "\u2715 no", "class", chip(within));
      }
      page.close("td").close("tr");
    }
    page.close("tbody").close("table").close("div");
  }

  private static String chip(boolean within) {
    return within ? "chip holds" : "chip fails";
  }

  private static String milliseconds(double value) {
    return Shown.number(value) + " ms";
  }
}
