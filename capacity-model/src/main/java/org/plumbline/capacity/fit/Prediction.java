package org.plumbline.capacity.fit;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One measurement that the model had not seen, and what it said.
 *
 * @param quantity what was predicted
 * @param at where, in words
 * @param unit of predicted and measured
 * @param predicted what the model said, or null when it could not say anything
 * @param measured what was measured, or null when nothing was
 * @param error {@code predicted / measured - 1}, or null when there is not both
 * @param target the largest error to either side
 * @param agreement what follows
 * @param reason why it is not within the target; null when it is
 */
public record Prediction(
    Quantity quantity,
    String at,
    String unit,
    @Nullable Fitted predicted,
    @Nullable Double measured,
    @Nullable Double error,
    double target,
    Agreement agreement,
    @Nullable String reason) {

  /** What is predicted, and how well it has to be (design goal of the project). */
  public enum Quantity {
    THROUGHPUT("throughput", 0.10),
    DELIVERY_P99("delivery p99", 0.25),
    MEMORY_PER_CONNECTION("memory per connection", 0.05),
    BYTES_PER_MESSAGE("bytes per message", 0.05),
    RECONNECT_TIME("time to 99% back", 0.25),
    RECONNECT_RATE("attempts a second", 0.25);

    private final String title;
    private final double target;

    Quantity(String title, double target) {
      this.title = title;
      this.target = target;
    }

    /** As reports and files have it. */
    @JsonValue
    public String title() {
      return title;
    }

    /** The largest error to either side, for example 0.1. */
    public double target() {
      return target;
    }
  }

  /**
   * What was predicted beside what was measured.
   *
   * @param measured above 0
   */
  public static Prediction compared(
      Quantity quantity, String at, String unit, Fitted predicted, double measured) {
    if (!(measured > 0)) {
      throw new IllegalArgumentException("measured: " + measured + " (expected: above 0)");
    }
    double error = predicted.value() / measured - 1;
    boolean within = Math.abs(error) <= quantity.target();
    return new Prediction(
        quantity,
        at,
        unit,
        predicted,
        measured,
        error,
        quantity.target(),
        within ? Agreement.WITHIN_TARGET : Agreement.INCONCLUSIVE,
        within ? null : reason(predicted, measured, error, quantity.target()));
  }

  /** Nothing could be compared, and why. */
  public static Prediction missing(Quantity quantity, String reason) {
    return new Prediction(
        quantity, "", "", null, null, null, quantity.target(), Agreement.NOT_RUN, reason);
  }

  private static String reason(Fitted predicted, double measured, double error, double target) {
    String beyond =
        Math.round(Math.abs(error) * 100)
            + "% too "
            + (error > 0 ? "high" : "low")
            + ", more than "
            + Math.round(target * 100)
            + "%";
    if (predicted.low() == null) {
      return beyond + "; too few points for an interval";
    }
    return predicted.holds(measured)
        ? beyond + ", though inside the fit's interval: the points scatter as much"
        : beyond + ", and outside the fit's interval: the form does not hold there";
  }
}
