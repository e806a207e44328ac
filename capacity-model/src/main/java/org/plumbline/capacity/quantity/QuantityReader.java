package org.plumbline.capacity.quantity;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads quantities from text, and refuses what could be read in two ways. */
final class QuantityReader {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<number>[+-]?[0-9][0-9_,]*(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
              + "\\s*(?<scale>thousand|million|billion|trillion)?\\b\\s*(?<unit>.*)");

  private static final Map<String, Double> SCALES =
      Map.of("thousand", 1e3, "million", 1e6, "billion", 1e9, "trillion", 1e12);

  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("min", 60.0),
          Map.entry("h", 3_600.0),
          Map.entry("day", 86_400.0),
          Map.entry("days", 86_400.0),
          Map.entry("year", 365 * 86_400.0),
          Map.entry("years", 365 * 86_400.0));

  private static final Map<String, String> AMBIGUOUS =
      Map.ofEntries(
          Map.entry("kb", "kB (1,000 bytes), KiB (1,024 bytes) or kbit (1,000 bits)"),
          Map.entry("Kb", "kB (1,000 bytes), KiB (1,024 bytes) or kbit (1,000 bits)"),
          Map.entry("KB", "kB (1,000 bytes) or KiB (1,024 bytes)"),
          Map.entry("b", "B (bytes), bit, or billion"),
          Map.entry("mb", "MB, MiB or Mbit"),
          Map.entry("Mb", "MB, MiB or Mbit"),
          Map.entry("gb", "GB, GiB or Gbit"),
          Map.entry("Gb", "GB, GiB or Gbit"),
          Map.entry("tb", "TB, TiB or Tbit"),
          Map.entry("Tb", "TB, TiB or Tbit"),
          Map.entry("pb", "PB or PiB"),
          Map.entry("Pb", "PB or PiB"),
          Map.entry("k", "thousand or kB"),
          Map.entry("K", "thousand or kB"),
          Map.entry("M", "million or MB"),
          Map.entry("m", "min, ms or million"),
          Map.entry("G", "billion or GB"),
          Map.entry("T", "trillion or TB"),
          Map.entry("bn", "billion"));

  private static final Set<String> SUPERSEDED = Set.of("kib", "mib", "gib", "tib", "pib");
  private static final Pattern NOUN = Pattern.compile("[a-z][a-z -]*[a-z]");

  private QuantityReader() {}

  static <Q extends Quantity> Q readAs(Class<Q> type, String text, String expected) {
    Quantity quantity = read(text);
    if (!type.isInstance(quantity)) {
      throw new IllegalArgumentException(text + " (expected: " + expected + ")");
    }
    return type.cast(quantity);
  }

  static Quantity read(String text) {
    Matcher shape = SHAPE.matcher(text.strip());
    if (!shape.matches()) {
      throw new IllegalArgumentException(text + " (expected: a number and a unit)");
    }
    double number = Double.parseDouble(shape.group("number").replaceAll("[_,]", ""));
    if (number < 0) {
      throw new IllegalArgumentException(text + " (expected: >= 0)");
    }
    double scaled = number * Optional.ofNullable(shape.group("scale")).map(SCALES::get).orElse(1.0);
    String unit = shape.group("unit").strip();
    int slash = unit.lastIndexOf('/');
    return slash < 0
        ? amount(text, scaled, unit)
        : rate(text, scaled, unit.substring(0, slash), unit.substring(slash + 1));
  }

  private static Quantity amount(String text, double number, String unit) {
    refuseAmbiguous(text, unit);
    if (unit.isEmpty()) {
      return Count.ratio(number);
    }
    Optional<DataUnit> data = DataUnit.ofSymbol(unit);
    if (data.isPresent()) {
      return new DataSize(number * data.get().bytes());
    }
    Double seconds = SECONDS.get(unit);
    if (seconds != null) {
      return new TimeSpan(number * seconds);
    }
    requireNoun(text, unit);
    return new Count(number, unit);
  }

  private static Quantity rate(String text, double number, String unit, String per) {
    refuseAmbiguous(text, unit);
    Double seconds = SECONDS.get(per);
    if (seconds == null) {
      throw new IllegalArgumentException(
          text + " (expected: a rate per s, min, h, day or year, not per " + per + ")");
    }
    Optional<DataUnit> data = DataUnit.ofSymbol(unit);
    if (data.isPresent()) {
      return new DataRate(number * data.get().bytes() / seconds);
    }
    if (SECONDS.containsKey(unit)) {
      throw new IllegalArgumentException(text + " (expected: data or events per time)");
    }
    requireNoun(text, unit);
    return new EventRate(number / seconds, unit);
  }

  private static void refuseAmbiguous(String text, String unit) {
    String readings = AMBIGUOUS.get(unit);
    if (readings != null) {
      throw new IllegalArgumentException(
          text + ": '" + unit + "' is ambiguous (expected: " + readings + ")");
    }
  }

  private static void requireNoun(String text, String unit) {
    if (!NOUN.matcher(unit).matches() || SUPERSEDED.contains(unit)) {
      throw new IllegalArgumentException(
          text
              + ": unknown unit '"
              + unit
              + "' (expected: B, kB, MB, GB, TB, PB, KiB, MiB, GiB, TiB, bit, kbit, Mbit, Gbit,"
              + " ns, us, ms, s, min, h, day, year, or what is counted)");
    }
  }
}
