package org.plumbline.capacity.claim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a measured figure must be for a claim to hold, for example {@code
 * load.history_paging/older_page_p99 < 100 ms}, or held against another figure: {@code
 * load.transports/web_socket_delivery_p50 < load.transports/long_poll_delivery_p50}.
 *
 * @param figure what was measured
 * @param comparison how the two stand to each other when the claim holds
 * @param other the other figure, or null when there is a fixed limit
 * @param limit the limit, in {@code unit}; 0 when there is another figure
 * @param unit the unit that the figure must have, as evidence spells it; {@code 1} for counts and
 *     ratios
 */
public record FigureCondition(
    Place figure, Comparison comparison, @Nullable Place other, double limit, String unit) {

  private static final String PLACE = "([a-z0-9_.]+)/([a-z0-9_]+)";
  private static final Pattern SHAPE =
      Pattern.compile(PLACE + " (<=|>=|<|>) (?:" + PLACE + "|(-?[0-9]+(?:\\.[0-9]+)?) (\\S+))");

  /** Where a figure stands: the evidence's id, and the figure's name in it. */
  public record Place(String evidence, String name) {
    /**
     * Reads {@code <evidence id>/<figure>}.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    public static Place parse(String text) {
      if (!text.matches(PLACE)) {
        throw new IllegalArgumentException(text + " (expected: <evidence id>/<figure>)");
      }
      int slash = text.indexOf('/');
      return new Place(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
      return evidence + "/" + name;
    }
  }

  /** How two figures stand to each other. */
  public enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** As it is written in a condition. */
    public String sign() {
      return sign;
    }

    /** Whether the two values stand to each other like that. */
    public boolean holds(double left, double right) {
      return switch (this) {
        case LESS -> left < right;
        case AT_MOST -> left <= right;
        case MORE -> left > right;
        case AT_LEAST -> left >= right;
      };
    }

    private static Comparison of(String sign) {
      for (Comparison one : values()) {
        if (one.sign.equals(sign)) {
          return one;
        }
      }
      throw new IllegalArgumentException(sign + " (expected: <, <=, > or >=)");
    }
  }

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException naming the text and what was expected
   */
  public static FigureCondition parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new IllegalArgumentException(
          text
              + " (expected: <evidence id>/<figure> <, <=, > or >= and a number with its unit or"
              + " another figure)");
    }
    Place figure = new Place(shape.group(1), shape.group(2));
    Comparison comparison = Comparison.of(shape.group(3));
    String number = shape.group(6);
    return number == null
        ? new FigureCondition(figure, comparison, new Place(shape.group(4), shape.group(5)), 0, "")
        : new FigureCondition(figure, comparison, null, Double.parseDouble(number), shape.group(7));
  }
}
