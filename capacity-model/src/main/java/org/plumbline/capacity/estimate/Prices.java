package org.plumbline.capacity.estimate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.capacity.estimate.RawFields.Raw;

/** What things cost, from a user's own file; see docs/capacity.md. */
public final class Prices {
  private static final InputFields FIELDS = InputFields.load("prices.yaml");

  private final String currency;
  private final InputSet inputs;

  private Prices(String currency, InputSet inputs) {
    this.currency = currency;
    this.inputs = inputs;
  }

  /**
   * Reads a price file.
   *
   * @throws MalformedEstimate naming file, line, field, value and expectation of all that is wrong
   */
  public static Prices read(Path file) {
    try {
      Problems problems = new Problems(file.toString());
      Map<String, Raw> raw = new LinkedHashMap<>(RawFields.read(RawFields.textOf(file), problems));
      problems.refuseAnyOf("YAML", "the file");
      Raw currency = raw.remove("currency");
      if (currency == null || currency.value().isBlank()) {
        problems.add(1, "currency", "missing", "text such as EUR");
      }
      InputSet inputs = InputSet.read(FIELDS, raw, problems);
      problems.refuseAny();
      return new Prices(currency == null ? "" : currency.value(), inputs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  String currency() {
    return currency;
  }

  InputSet inputs() {
    return inputs;
  }
}
