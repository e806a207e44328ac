package org.plumbline.cli.report;

import java.util.List;
import java.util.Locale;

/**
 * Latency over percentile as an inline SVG. Both axes are logarithmic: each step to the right is
 * another nine, so that the tail takes as much room as it matters.
 */
final class PercentilePlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 380;
  private static final int LEFT = 70;
  private static final int RIGHT = 24;
  private static final int TOP = 16;
  private static final int BOTTOM = 44;
  private static final int STEPS_PER_NINE = 24;
  private static final int NINES_MAX = 5;
  private static final int COLOURS = 6;
  private static final List<String> LABELLED = List.of("0", "90", "99", "99.9", "99.99", "99.999");

  private final List<LatencySeries> all;
  private final double nines;
  private final int lowestPower;
  private final int highestPower;

  private PercentilePlot(List<LatencySeries> all, double goalMilliseconds) {
    this.all = all;
    long samples =
        all.stream().mapToLong(series -> series.histogram().getTotalCount()).max().orElse(1);
    this.nines = Math.clamp(Math.ceil(Math.log10((double) samples)), 2, NINES_MAX);
    double highest = all.stream().mapToDouble(LatencySeries::millisecondsMax).max().orElse(1);
    double lowest = all.stream().mapToDouble(series -> series.millisecondsAt(0)).min().orElse(1);
    this.lowestPower = (int) Math.floor(Math.log10(Math.max(lowest, 0.1)));
    this.highestPower = (int) Math.ceil(Math.log10(Math.max(highest, goalMilliseconds * 1.2)));
  }

  static void render(Markup page, List<LatencySeries> series, double goalMilliseconds) {
    PercentilePlot plot = new PercentilePlot(series, goalMilliseconds);
    page.open(
        "svg",
        "class",
        "plot",
        "id",
        "plot",
        "role",
        "img",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "aria-label",
        "Latency in milliseconds over percentile; the table below holds the same figures");
    plot.axes(page);
    plot.goal(page, goalMilliseconds);
    for (int i = 0; i < series.size(); i++) {
      plot.line(page, series.get(i), i % COLOURS);
    }
    page.alone(
        "line",
        "id",
        "cursor",
        "class",
        "cursor",
        "y1",
        Integer.toString(TOP),
        "y2",
        Integer.toString(HEIGHT - BOTTOM));
    page.close("svg");
    plot.legend(page);
  }

  private void axes(Markup page) {
    for (int power = lowestPower; power <= highestPower; power++) {
      for (int digit = 1; digit < 10 && (digit == 1 || power < highestPower); digit++) {
        double value = digit * Math.pow(10, power);
        String y = place(y(value));
        String style = digit == 1 ? "rule" : "rule minor";
        page.alone("line", "class", style, "x1", "" + LEFT, "x2", right(), "y1", y, "y2", y);
        if (digit == 1) {
          page.leaf(
              "text",
              Shown.number(value) + " ms",
              "class",
              "axis end",
              "x",
              Integer.toString(LEFT - 8),
              "y",
              place(y(value) + 4));
        }
      }
    }
    for (String written : LABELLED) {
      double percentile = Double.parseDouble(written);
      if (ninesOf(percentile) <= nines) {
        String x = place(x(percentile));
        page.alone("line", "class", "rule", "x1", x, "x2", x, "y1", "" + TOP, "y2", bottom());
        String label = percentile == 0 ? "min" : "p" + written;
        page.leaf("text", label, "class", "axis middle", "x", x, "y", "" + (HEIGHT - BOTTOM + 20));
      }
    }
  }

  private void goal(Markup page, double goalMilliseconds) {
    String y = place(y(goalMilliseconds));
    page.alone("line", "class", "goal", "x1", "" + LEFT, "x2", right(), "y1", y, "y2", y);
    page.leaf(
        "text",
        Shown.number(goalMilliseconds) + " ms",
        "class",
        "goal-label",
        "x",
        Integer.toString(LEFT + 8),
        "y",
        place(y(goalMilliseconds) - 6));
  }

  private void line(Markup page, LatencySeries series, int colour) {
    long samples = series.histogram().getTotalCount();
    double last = Math.min(nines, Math.log10((double) samples));
    StringBuilder points = new StringBuilder();
    StringBuilder readings = new StringBuilder();
    for (int step = 0; step <= last * STEPS_PER_NINE; step++) {
      double percentile = 100 - 100 * Math.pow(10, -(double) step / STEPS_PER_NINE);
      double milliseconds = series.millisecondsAt(percentile);
      points.append(place(x(percentile))).append(',').append(place(y(milliseconds))).append(' ');
      readings.append(String.format(Locale.ROOT, "%.4f:%.3f ", percentile, milliseconds));
    }
    page.alone(
        "polyline",
        "class",
        "series colour" + colour,
        "points",
        points.toString().strip(),
        "data-name",
        Shown.words(series.name()),
        "data-readings",
        readings.toString().strip());
  }

  private void legend(Markup page) {
    page.open("ul", "class", "legend");
    for (int i = 0; i < all.size(); i++) {
      page.leaf("li", Shown.words(all.get(i).name()), "class", "colour" + i % COLOURS);
    }
    page.close("ul");
  }

  private static double ninesOf(double percentile) {
    return -Math.log10(1 - percentile / 100);
  }

  private double x(double percentile) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(ninesOf(percentile) / nines, 1);
  }

  private double y(double milliseconds) {
    double power = Math.log10(Math.max(milliseconds, Math.pow(10, lowestPower)));
    double share = (power - lowestPower) / (highestPower - lowestPower);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }

  private static String right() {
    return Integer.toString(WIDTH - RIGHT);
  }

  private static String bottom() {
    return Integer.toString(HEIGHT - BOTTOM);
  }

  private static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
