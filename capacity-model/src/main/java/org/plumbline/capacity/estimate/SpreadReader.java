package org.plumbline.capacity.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;

/**
 * Reads what an input may be: {@code 100 B}, {@code 40..60 B}, {@code uniform(40, 60)}, {@code
 * triangular(30, 40, 60)}, {@code normal(40, 5)}, {@code lognormal(40, 1.15)}. A number without a
 * unit takes the unit of the last one.
 */
final class SpreadReader {
  private static final Pattern FUNCTION = Pattern.compile("([a-z]+)\\((.*)\\)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9_,.]*");
  private static final Pattern UNIT = Pattern.compile("[+-]?[0-9][0-9_,.eE+-]*(.*)");
  private static final String FUNCTIONS =
      "uniform(low, high), triangular(low, likeliest, high), normal(mean, deviation) or"
          + " lognormal(median, deviation of the logarithm)";

  private SpreadReader() {}

  /**
   * Reads the text of a field.
   *
   * @throws IllegalArgumentException with {@code value (expected: ...)}
   */
  static Spread read(InputField field, String text) {
    String stripped = text.strip();
    Matcher function = FUNCTION.matcher(stripped);
    if (function.matches()) {
      return spread(field, stripped, function.group(1), List.of(function.group(2).split(",\\s+")));
    }
    int dots = stripped.indexOf("..");
    if (dots >= 0) {
      List<String> ends = List.of(stripped.substring(0, dots), stripped.substring(dots + 2));
      return spread(field, stripped, "uniform", ends);
    }
    return Spread.exactly(stripped, allowed(field, text, number(field, text)), field.bounds());
  }

  private static Spread spread(InputField field, String text, String shape, List<String> parts) {
    boolean logarithmic = shape.equals("lognormal") && parts.size() == 2;
    String unit = unitOf(logarithmic ? parts.getFirst() : parts.getLast());
    double[] values =
        parts.stream()
            .mapToDouble(
                part ->
                    logarithmic && part.equals(parts.getLast())
                        ? Measure.COUNT.read(part)
                        : number(field, withUnit(part, unit)))
            .toArray();
    int wanted = shape.equals("triangular") ? 3 : 2;
    if (values.length != wanted) {
      throw expected(text, FUNCTIONS);
    }
    boolean ends = shape.equals("uniform") || shape.equals("triangular");
    boolean rising = values[0] < values[wanted - 1];
    if (ends && (!rising || !isSorted(values))) {
      throw expected(text, "the lower end first, and two different ends");
    }
    if (!ends && values[1] <= 0) {
      throw expected(text, "a deviation > 0");
    }
    for (int i = 0; i < (ends ? wanted : 1); i++) {
      allowed(field, text, values[i]);
    }
    return switch (shape) {
      case "uniform" ->
          of(field, text, (values[0] + values[1]) / 2, UniformRealDistribution::new, values);
      case "triangular" ->
          new Spread(
              text,
              values[1],
              new TriangularDistribution(values[0], values[1], values[2]),
              field.bounds());
      case "normal" -> of(field, text, values[0], NormalDistribution::new, values);
      case "lognormal" ->
          of(
              field,
              text,
              values[0],
              (median, sigma) -> new LogNormalDistribution(Math.log(median), sigma),
              values);
      default -> throw expected(text, FUNCTIONS);
    };
  }

  /** Makes a distribution of two numbers. */
  private interface Maker {
    RealDistribution make(double first, double second);
  }

  private static Spread of(
      InputField field, String text, double centre, Maker maker, double[] values) {
    return new Spread(text, centre, maker.make(values[0], values[1]), field.bounds());
  }

  private static boolean isSorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Arrays.equals(sorted, values);
  }

  private static String unitOf(String part) {
    Matcher unit = UNIT.matcher(part.strip());
    return unit.matches() ? unit.group(1) : "";
  }

  private static String withUnit(String part, String unit) {
    String stripped = part.strip();
    return NUMBER.matcher(stripped).matches() ? stripped + unit : stripped;
  }

  private static double number(InputField field, String text) {
    double value;
    try {
      value = field.measure().read(text);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains("(expected: >= 0)")
          ? expected(text, field.expectation() + ", not negative")
          : e;
    }
    return value;
  }

  private static double allowed(InputField field, String text, double value) {
    if (!field.bounds().allow(value)) {
      throw expected(text, field.expectation());
    }
    return value;
  }

  private static IllegalArgumentException expected(String text, String expectation) {
    return new IllegalArgumentException(text + " (expected: " + expectation + ")");
  }
}
