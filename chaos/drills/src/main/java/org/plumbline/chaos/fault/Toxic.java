package org.plumbline.chaos.fault;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a toxic does, in Toxiproxy's own words.
 *
 * @param type such as {@code latency}, {@code bandwidth}, {@code timeout}, {@code reset_peer},
 *     {@code slow_close}, {@code slicer}, {@code limit_data}
 * @param stream towards the server ({@code "upstream"}) or from it ({@code "downstream"})
 * @param toxicity the share of the connections that it affects, 0 to 1
 * @param attributes of its type, such as {@code latency: 200, jitter: 50}
 */
public record Toxic(
    String type, String stream, double toxicity, Map<String, ? extends Number> attributes) {

  public Toxic {
    if (!stream.equals("upstream") && !stream.equals("downstream")) {
      throw new IllegalArgumentException(
          "stream: " + stream + " (expected: upstream or downstream)");
    }
    if (!(toxicity > 0 && toxicity <= 1)) {
      throw new IllegalArgumentException("toxicity: " + toxicity + " (expected: > 0 and <= 1)");
    }
    attributes = Map.copyOf(attributes);
  }

  /** On every connection. */
  public Toxic(String type, String stream, Map<String, ? extends Number> attributes) {
    this(type, stream, 1, attributes);
  }

  /** For example {@code latency {jitter=50, latency=200} upstream}. */
  @Override
  public String toString() {
    return type + " " + new TreeMap<>(attributes) + " " + stream;
  }
}
