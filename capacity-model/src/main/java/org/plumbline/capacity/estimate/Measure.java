package org.plumbline.capacity.estimate;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataRate;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Quantity;
import org.plumbline.capacity.quantity.TimeSpan;

/** What an input measures, and so how it is written. */
enum Measure {
  COUNT("a count such as 500 million or 50_000"),
  SHARE("a share such as 0.2"),
  SIZE("a size in bytes such as 100 B, 2 kB or 4 TiB"),
  TIME("a span of time such as 50 ms, 30 s or 5 years"),
  DATA_RATE("a data rate such as 25 MB/s or 10 Gbit/s"),
  EVENT_RATE("a rate such as 10 messages/s");

  private static final Pattern BITS = Pattern.compile(".*[0-9]\\s*[kMGT]?bit");

  private final String shape;

  Measure(String shape) {
    this.shape = shape;
  }

  static Measure named(String name) {
    String constant = name.toUpperCase(Locale.ROOT).replace(' ', '_');
    return Arrays.stream(values())
        .filter(measure -> measure.name().equals(constant))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("measure: " + name));
  }

  /** How it is written, for documents and complaints. */
  String shape() {
    return shape;
  }

  /**
   * Reads a text.
   *
   * @return the number in the base unit
   * @throws IllegalArgumentException when it is not written so
   */
  double read(String text) {
    Quantity read =
        switch (this) {
          case COUNT, SHARE -> Count.parse(text);
          case SIZE -> size(text);
          case TIME -> TimeSpan.parse(text);
          case DATA_RATE -> DataRate.parse(text);
          case EVENT_RATE -> EventRate.parse(text);
        };
    return read.inBaseUnit();
  }

  /** The quantity of a number in the base unit. */
  Quantity of(double value) {
    return switch (this) {
      case COUNT, SHARE -> Count.ratio(value);
      case SIZE -> new DataSize(value);
      case TIME -> new TimeSpan(value);
      case DATA_RATE -> new DataRate(value);
      case EVENT_RATE -> new EventRate(value, "events");
    };
  }

  /** What is stored and sent is counted in bytes: bits there are nearly always a slip. */
  private static Quantity size(String text) {
    if (BITS.matcher(text.strip()).matches()) {
      throw new IllegalArgumentException(
          text + " (expected: bytes, not bits: " + DataSize.parse(text).text() + ")");
    }
    return DataSize.parse(text);
  }
}
