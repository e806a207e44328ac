package org.plumbline.capacity.quantity;

/**
 * An amount of data.
 *
 * @param bytes at least 0; may be a fraction, since averages are
 */
public record DataSize(double bytes) implements Quantity, Comparable<DataSize> {
  public static final DataSize ZERO = new DataSize(0);

  private static final int BITS_PER_BYTE = 8;
  private static final String EXPECTED = "a size such as 100 B, 2 kB, 4 TB or 8 kbit";

  public DataSize {
    Numbers.notNegative("bytes", bytes);
  }

  /** Reads a size, for example {@code 100 B}, {@code 2 kB}, {@code 4 TiB} or {@code 8 kbit}. */
  public static DataSize parse(String text) {
    return QuantityReader.readAs(DataSize.class, text, EXPECTED);
  }

  public static DataSize ofBytes(double bytes) {
    return new DataSize(bytes);
  }

  public static DataSize ofBits(double bits) {
    return new DataSize(bits / BITS_PER_BYTE);
  }

  public double bits() {
    return bytes * BITS_PER_BYTE;
  }

  public DataSize plus(DataSize other) {
    return new DataSize(bytes + other.bytes);
  }

  public DataSize times(double factor) {
    return new DataSize(bytes * factor);
  }

  /** How often the other fits into this one. */
  public double dividedBy(DataSize other) {
    return bytes / other.bytes;
  }

  public DataRate per(TimeSpan span) {
    return new DataRate(bytes / span.seconds());
  }

  /** The size in a named unit, for example {@code in(DataUnit.MIB)}. */
  public double in(DataUnit unit) {
    return bytes / unit.bytes();
  }

  @Override
  public double inBaseUnit() {
    return bytes;
  }

  @Override
  public String measures() {
    return "a size";
  }

  @Override
  public DataSize nothing() {
    return ZERO;
  }

  @Override
  public double displayValue() {
    return in(DataUnit.readableFor(bytes));
  }

  @Override
  public String displayUnit() {
    return DataUnit.readableFor(bytes).symbol();
  }

  @Override
  public int compareTo(DataSize other) {
    return Double.compare(bytes, other.bytes);
  }
}
