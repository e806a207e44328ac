package org.plumbline.chaos.toxiproxy.api;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/** A page in Prometheus' text format 0.0.4, written as Go's client library writes it. */
final class PageText {
  private static final double EXPONENT_FROM = 1e6;

  private final StringBuilder text = new StringBuilder();

  /** Begins a family; the original gives its own no help, which leaves a space at the end. */
  PageText family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * One sample.
   *
   * @param labels in braces, or empty
   */
  PageText sample(String name, String labels, double value) {
    text.append(name).append(labels).append(' ').append(number(value)).append('\n');
    return this;
  }

  /** A family of counters, one for each route; nothing at all for no routes. */
  PageText counters(String name, String help, Map<Traffic.Route, Long> bytes) {
    if (!bytes.isEmpty()) {
      family(name, "counter", help);
      bytes.forEach((route, count) -> sample(name, labels(route), count.doubleValue()));
    }
    return this;
  }

  private static String labels(Traffic.Route route) {
    return "{direction=\"%s\",listener=\"%s\",proxy=\"%s\",upstream=\"%s\"}"
        .formatted(
            route.direction(),
            escaped(route.listener()),
            escaped(route.proxy()),
            escaped(route.upstream()));
  }

  static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** Go's shortest form: 999999, then 1e+06 and 1.234567e+06. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXPONENT_FROM) {
      return Long.toString((long) value);
    }
    var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (Math.abs(value) < EXPONENT_FROM) {
      return shortest.toPlainString();
    }
    var digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + String.format(Locale.ROOT, "e+%02d", exponent);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
