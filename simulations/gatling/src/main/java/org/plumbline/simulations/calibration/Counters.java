package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One reading of a Prometheus endpoint, in its text format. */
public final class Counters {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final Map<String, Double> valuesBySeries;

  private Counters(Map<String, Double> valuesBySeries) {
    this.valuesBySeries = Map.copyOf(valuesBySeries);
  }

  static Counters read(HttpClient http, URI metrics) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).timeout(ANSWER_WITHIN).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(metrics + " answered " + answer.statusCode() + " (expected: 200)");
    }
    return parse(answer.body());
  }

  /** Reads lines of the form {@code name{label="value",...} 12.5 [timestamp]}. */
  public static Counters parse(String text) {
    Map<String, Double> values = new HashMap<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      // A label's value may hold blanks: the series ends at the last brace, if it has any.
      int end = line.indexOf(' ', Math.max(0, line.lastIndexOf('}')));
      if (end > 0) {
        String value = line.substring(end).strip().split(" ", 2)[0];
        values.merge(line.substring(0, end), Double.parseDouble(value), Double::sum);
      }
    }
    return new Counters(values);
  }

  /** All series of that name added up; 0 when there is none. */
  public double sum(String name) {
    return sum(name, "");
  }

  /**
   * The series of that name that carry the label, added up; 0 when there is none.
   *
   * @param label as it stands in the text: {@code outcome="accepted"}
   */
  public double sum(String name, String label) {
    double sum = 0;
    for (Map.Entry<String, Double> series : valuesBySeries.entrySet()) {
      String key = series.getKey();
      int brace = key.indexOf('{');
      String seriesName = brace < 0 ? key : key.substring(0, brace);
      if (seriesName.equals(name) && key.contains(label)) {
        sum += series.getValue();
      }
    }
    return sum;
  }
}
