package org.plumbline.capacity.simulation;

import java.util.List;

/**
 * What a simulation found. Serialises to JSON as it stands.
 *
 * @param scenario its name
 * @param title in words
 * @param seed what all random choices started from
 * @param assumptions what was taken for granted, with sources
 * @param readings the figures for a reader
 * @param details further figures, for machines
 */
public record SimulationResult(
    String scenario,
    String title,
    long seed,
    List<Assumption> assumptions,
    List<Reading> readings,
    List<Reading> details) {

  /** One input with where it comes from. */
  public record Assumption(String name, String value, String source) {}

  public SimulationResult {
    assumptions = List.copyOf(assumptions);
    readings = List.copyOf(readings);
    details = List.copyOf(details);
  }

  /** The reading of that subject and quantity; of each pair there is one. */
  public Reading reading(String subject, String quantity) {
    return readings.stream()
        .filter(one -> one.subject().equals(subject) && one.quantity().equals(quantity))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("reading: " + subject + ", " + quantity));
  }
}
