package org.plumbline.capacity.quantity;

/**
 * An amount of data per time.
 *
 * @param bytesPerSecond at least 0
 */
public record DataRate(double bytesPerSecond) implements Quantity {
  private static final String EXPECTED = "a data rate such as 25 MB/s or 1 Gbit/s";

  public DataRate {
    Numbers.notNegative("bytesPerSecond", bytesPerSecond);
  }

  /** Reads a data rate, for example {@code 25 MB/s}, {@code 1 Gbit/s} or {@code 2 TB/day}. */
  public static DataRate parse(String text) {
    return QuantityReader.readAs(DataRate.class, text, EXPECTED);
  }

  public DataRate plus(DataRate other) {
    return new DataRate(bytesPerSecond + other.bytesPerSecond);
  }

  public DataRate times(double factor) {
    return new DataRate(bytesPerSecond * factor);
  }

  public DataSize over(TimeSpan span) {
    return new DataSize(bytesPerSecond * span.seconds());
  }

  /** The rate in a named unit per second, for example {@code in(DataUnit.GBIT)} for Gbit/s. */
  public double in(DataUnit unit) {
    return bytesPerSecond / unit.bytes();
  }

  @Override
  public double inBaseUnit() {
    return bytesPerSecond;
  }

  @Override
  public String measures() {
    return "a data rate";
  }

  @Override
  public DataRate nothing() {
    return new DataRate(0);
  }

  @Override
  public double displayValue() {
    return in(DataUnit.readableFor(bytesPerSecond));
  }

  @Override
  public String displayUnit() {
    return DataUnit.readableFor(bytesPerSecond).symbol() + "/s";
  }
}
