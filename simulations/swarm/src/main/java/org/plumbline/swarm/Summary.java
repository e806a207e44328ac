package org.plumbline.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Latencies for people, beside the histograms: of all slices together, never averaged. */
final class Summary {

  private static final double MICROS_PER_MILLI = 1_000.0;

  private Summary() {}

  /** Adds to each traffic of a report its percentiles in milliseconds. */
  static void write(ObjectNode report) {
    for (JsonNode traffic : report.path("traffics")) {
      if (traffic instanceof ObjectNode out) {
        ObjectNode milliseconds = out.putObject("milliseconds");
        for (String name : List.of("delivery", "acknowledged_after", "lag")) {
          add(milliseconds, name, sum(slices(out, name)));
        }
      }
    }
  }

  private static void add(ObjectNode out, String name, Histogram all) {
    if (all.getTotalCount() > 0) {
      ObjectNode figures = out.putObject(name);
      figures.put("count", all.getTotalCount());
      figures.put("p50", all.getValueAtPercentile(50) / MICROS_PER_MILLI);
      figures.put("p99", all.getValueAtPercentile(99) / MICROS_PER_MILLI);
      figures.put("p999", all.getValueAtPercentile(99.9) / MICROS_PER_MILLI);
      figures.put("max", all.getMaxValue() / MICROS_PER_MILLI);
    }
  }

  static Histogram sum(List<Histogram> slices) {
    Histogram all = new Histogram(1, Tally.MICROS_MAX, 3);
    slices.forEach(all::add);
    return all;
  }

  static List<Histogram> slices(JsonNode traffic, String name) {
    List<Histogram> slices = new ArrayList<>();
    for (JsonNode slice : traffic.path(name)) {
      byte[] bytes = Base64.getDecoder().decode(slice.asText());
      try {
        slices.add(
            Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), Tally.MICROS_MAX));
      } catch (DataFormatException e) {
        throw new IllegalStateException("a histogram of a swarm's process is not readable", e);
      }
    }
    return slices;
  }
}
