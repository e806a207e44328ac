package org.plumbline.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

/** Delivery latency against the rate of messages, from the levels of the search for a maximum. */
final class LoadCurve {
  private static final String LOAD = "load.find_maximum";
  private static final Pattern LEVEL = Pattern.compile("level_([0-9]+)_rate");
  private static final int WIDTH = 900;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 16;
  private static final int RIGHT = 20;

  private LoadCurve() {}

  /** One level of load. */
  record Level(double rate, double median, double tail) {}

  static List<Level> levels(List<Evidence> evidence) {
    List<Level> levels = new ArrayList<>();
    evidence.stream()
        .filter(one -> one.id().equals(LOAD))
        .forEach(
            load ->
                load.figures().keySet().forEach(name -> level(load, name).ifPresent(levels::add)));
    levels.sort(Comparator.comparingDouble(Level::rate));
    return levels;
  }

  private static Optional<Level> level(Evidence load, String name) {
    Matcher level = LEVEL.matcher(name);
    if (!level.matches()) {
      return Optional.empty();
    }
    String prefix = "level_" + level.group(1) + "_";
    Optional<Figure> median = load.figure(prefix + "delivery_p50");
    Optional<Figure> tail = load.figure(prefix + "delivery_p99");
    return median.isPresent() && tail.isPresent()
        ? load.figure(name)
            .map(rate -> new Level(rate.value(), median.get().value(), tail.get().value()))
        : Optional.empty();
  }

  static void render(Markup page, List<Evidence> evidence) {
    List<Level> levels = levels(evidence);
    if (levels.size() < 2) {
      return;
    }
    double most = levels.getLast().rate();
    double slowest = levels.stream().mapToDouble(Level::tail).max().orElse(1) * 1.1;
    page.leaf("h3", "Latency against load").open("figure");
    page.open(
        "svg",
        "class",
        "plot",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-label",
        "Median and 99th percentile of the delivery at each rate of messages");
    for (int step = 0; step <= 4; step++) {
      double latency = slowest * step / 4;
      String y = coordinate(y(latency, slowest));
      page.alone("path", "class", "rule", "d", "M" + LEFT + " " + y + "H" + (WIDTH - RIGHT));
      page.leaf("text", milliseconds(latency), "class", "end", "x", "" + (LEFT - 8), "y", y);
    }
    for (Level level : levels) {
      page.leaf(
          "text",
          Shown.number(Math.rint(level.rate())) + "/s",
          "class",
          "middle",
          "x",
          coordinate(x(level.rate(), most)),
          "y",
          "" + (HEIGHT - 14));
    }
    line(page, "colour0", levels.stream().map(l -> point(l.rate(), l.median(), most, slowest)));
    line(page, "colour1", levels.stream().map(l -> point(l.rate(), l.tail(), most, slowest)));
    page.close("svg").open("ul", "class", "legend");
    page.leaf("li", "median", "class", "colour0");
    page.leaf("li", "99th percentile", "class", "colour1");
    page.close("ul").close("figure");
  }

  private static void line(Markup page, String colour, Stream<String> points) {
    page.open("g", "class", colour);
    page.alone("path", "class", "series", "d", "M" + String.join("L", points.toList()));
    page.close("g");
  }

  private static String point(double rate, double latency, double most, double slowest) {
    return coordinate(x(rate, most)) + " " + coordinate(y(latency, slowest));
  }

  private static double x(double rate, double most) {
    return LEFT + (WIDTH - LEFT - RIGHT - 30) * rate / most;
  }

  private static double y(double latency, double slowest) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * latency / slowest;
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String milliseconds(double value) {
    return Shown.number(value) + " ms";
  }
}
