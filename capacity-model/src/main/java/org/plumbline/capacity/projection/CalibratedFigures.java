package org.plumbline.capacity.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

/** The figures that calibrate the model, as far as the run left them. */
record CalibratedFigures(Map<Wanted, Figure> figures, List<String> missing) {

  /** A figure that the projection wants, with the unit that it must have. */
  enum Wanted {
    BYTES_ON_DISK("calibration.storage", "bytes_on_disk_per_message", "B"),
    CPU("calibration.cpu", "server_cpu_us_per_message", "us"),
    MEMORY("calibration.memory", "bytes_per_connection", "B"),
    BYTES_IN("calibration.traffic", "bytes_in_per_message", "B"),
    BYTES_OUT("calibration.traffic", "bytes_out_per_message", "B");

    private final String evidence;
    private final String figure;
    private final String unit;

    Wanted(String evidence, String figure, String unit) {
      this.evidence = evidence;
      this.figure = figure;
      this.unit = unit;
    }

    String path() {
      return evidence + "/" + figure;
    }
  }

  static CalibratedFigures of(List<Evidence> evidence) {
    Map<Wanted, Figure> found = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (Wanted wanted : Wanted.values()) {
      Optional<Figure> figure =
          evidence.stream()
              .filter(one -> one.id().equals(wanted.evidence))
              .findFirst()
              .flatMap(one -> one.figure(wanted.figure));
      figure.ifPresent(given -> requireUnit(wanted, given));
      if (figure.isEmpty()) {
        missing.add(wanted.path());
      } else if (figure.get().value() <= 0) {
        missing.add(wanted.path() + ": " + figure.get().value() + " (expected: > 0)");
      } else {
        found.put(wanted, notBelowZero(figure.get()));
      }
    }
    return new CalibratedFigures(found, missing);
  }

  private static void requireUnit(Wanted wanted, Figure figure) {
    if (!figure.unit().equals(wanted.unit)) {
      throw new IllegalArgumentException(
          wanted.path() + ": unit: " + figure.unit() + " (expected: " + wanted.unit + ")");
    }
  }

  /** The interval of a small, noisy figure may reach below zero, where no cost can be. */
  private static Figure notBelowZero(Figure figure) {
    Double low = figure.low();
    return low == null || low >= 0
        ? figure
        : new Figure(figure.value(), figure.unit(), 0.0, figure.high(), figure.samples());
  }

  Optional<Figure> figure(Wanted wanted) {
    return Optional.ofNullable(figures.get(wanted));
  }

  List<Projection.Calibration> used() {
    List<Projection.Calibration> used = new ArrayList<>();
    figures.forEach(
        (wanted, figure) ->
            used.add(new Projection.Calibration(wanted.evidence, wanted.figure, figure)));
    return used;
  }
}
