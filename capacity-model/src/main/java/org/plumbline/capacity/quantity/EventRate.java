package org.plumbline.capacity.quantity;

/**
 * Events per time.
 *
 * @param perSecond at least 0
 * @param what what happens, in the plural: {@code messages}, {@code heartbeats}
 */
public record EventRate(double perSecond, String what) implements Quantity {
  private static final double MILLION = 1e6;
  private static final String EXPECTED = "a rate such as 600,000 messages/s";

  public EventRate {
    Numbers.notNegative("perSecond", perSecond);
  }

  /** Reads a rate of events, for example {@code 600,000 messages/s}. */
  public static EventRate parse(String text) {
    return QuantityReader.readAs(EventRate.class, text, EXPECTED);
  }

  public EventRate times(double factor) {
    return new EventRate(perSecond * factor, what);
  }

  /** The same events, seen as something else: each message is a delivery, say. */
  public EventRate as(String other) {
    return new EventRate(perSecond, other);
  }

  public Count over(TimeSpan span) {
    return new Count(perSecond * span.seconds(), what);
  }

  /** The data rate when each event carries that much. */
  public DataRate of(DataSize each) {
    return new DataRate(perSecond * each.bytes());
  }

  @Override
  public double inBaseUnit() {
    return perSecond;
  }

  @Override
  public String measures() {
    return "a rate";
  }

  @Override
  public EventRate nothing() {
    return new EventRate(0, what);
  }

  @Override
  public double displayValue() {
    return perSecond >= MILLION ? perSecond / MILLION : perSecond;
  }

  @Override
  public String displayUnit() {
    return (perSecond >= MILLION ? "million " : "") + what + "/s";
  }
}
