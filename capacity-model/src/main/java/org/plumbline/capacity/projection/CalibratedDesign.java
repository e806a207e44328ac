package org.plumbline.capacity.projection;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.capacity.estimate.Design;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.projection.CalibratedFigures.Wanted;

/** A design with what a run measured in place of what is only assumed. */
public final class CalibratedDesign {
  private static final Map<Wanted, String> FIELDS =
      Map.of(
          Wanted.MEMORY, "memory_per_connection",
          Wanted.CPU, "cpu_per_message",
          Wanted.BYTES_ON_DISK, "bytes_on_disk_per_message",
          Wanted.BYTES_IN, "bytes_in_per_message",
          Wanted.BYTES_OUT, "bytes_out_per_message");

  /** What a message costs on the ways behind the sockets, as {@code calibration.traffic} has it. */
  private static final Map<String, String> HOPS =
      Map.of(
          "node_link_bytes_per_message", "link_bytes_per_message",
          "kafka_bytes_in_per_message", "log_bytes_per_message",
          "cassandra_bytes_in_per_message", "store_bytes_per_message");

  private static final String TRAFFIC = "calibration.traffic";

  /** The 95% interval of a normal distribution spans so many deviations. */
  private static final double DEVIATIONS = 2 * 1.96;

  private CalibratedDesign() {}

  /**
   * Puts the calibration of a run into each field that the design's file does not state itself.
   *
   * @throws IllegalArgumentException when a calibrated figure has another unit than expected
   */
  public static Design of(Design design, List<Evidence> evidence) {
    CalibratedFigures figures = CalibratedFigures.of(evidence);
    Design calibrated = design;
    for (Wanted wanted : Wanted.values()) {
      String field = FIELDS.get(wanted);
      Optional<Figure> figure = figures.figure(wanted);
      if (field != null && figure.isPresent() && !design.states(field)) {
        String source = "measured: " + wanted.path();
        calibrated = calibrated.with(field, text(figure.get()), source);
      }
    }
    // In one order, so that the same seed draws the same samples.
    for (Map.Entry<String, String> hop : new TreeMap<>(HOPS).entrySet()) {
      Optional<Figure> figure =
          evidence.stream()
              .filter(one -> one.id().equals(TRAFFIC))
              .findFirst()
              .flatMap(one -> one.figure(hop.getKey()))
              .filter(measured -> measured.value() > 0 && measured.unit().equals("B"));
      if (figure.isPresent() && !design.states(hop.getValue())) {
        String source = "measured: " + TRAFFIC + "/" + hop.getKey();
        calibrated = calibrated.with(hop.getValue(), text(figure.get()), source);
      }
    }
    return calibrated;
  }

  /** The measured figure with its interval as a normal distribution. */
  private static String text(Figure figure) {
    Double low = figure.low();
    Double high = figure.high();
    if (low == null || high == null || high <= low) {
      return plain(figure.value()) + " " + figure.unit();
    }
    return "normal(%s, %s %s)"
        .formatted(plain(figure.value()), plain((high - low) / DEVIATIONS), figure.unit());
  }

  /** Without an exponent, which a reader of units does not expect. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(4)).toPlainString();
  }
}
