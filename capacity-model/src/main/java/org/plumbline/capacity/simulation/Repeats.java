package org.plumbline.capacity.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.capacity.fit.Fitted;
import org.plumbline.capacity.fit.Line;

/** The figures of independent repeats, gathered into means with 95% intervals (Student's t). */
final class Repeats {
  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  private record Key(String subject, String quantity, String unit) {}

  /** One repeat's figure. */
  Repeats add(String subject, String quantity, double value, String unit) {
    values.computeIfAbsent(new Key(subject, quantity, unit), _ -> new ArrayList<>()).add(value);
    return this;
  }

  /** All figures in the order in which they first came. */
  List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    values.forEach(
        (key, found) ->
            readings.add(new Reading(key.subject(), key.quantity(), mean(found), key.unit())));
    return readings;
  }

  static Fitted mean(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    int degrees = values.size() - 1;
    double wide =
        degrees < 1
            ? Double.NaN
            : Line.quantile(degrees) * Math.sqrt(squares / degrees / values.size());
    return Fitted.around(mean, wide);
  }
}
