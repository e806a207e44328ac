package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Processor times and counters of one moment, added up over the nodes; as far as one thread can
 * read them at once.
 */
record Sample(
    long nanos,
    double nodesCpuMicros,
    Map<String, Double> othersCpuMicros,
    double messages,
    double framesIn,
    double framesOut,
    double bytesIn,
    double bytesOut,
    Map<String, Double> hops) {

  static Sample take(
      HttpClient http,
      List<MeasuredNode> nodes,
      List<MeasuredProcess> others,
      Optional<URI> redis,
      LongSupplier clockNanos)
      throws IOException, InterruptedException {
    double messages = 0;
    double framesIn = 0;
    double framesOut = 0;
    double bytesIn = 0;
    double bytesOut = 0;
    List<Counters> read = new ArrayList<>();
    for (MeasuredNode node : nodes) {
      Counters counters = Counters.read(http, node.metrics());
      read.add(counters);
      messages += counters.sum("messenger_messages_total", "outcome=\"accepted\"");
      framesIn += counters.sum("messenger_frames_in_total");
      framesOut += counters.sum("messenger_frames_out_total");
      bytesIn += counters.sum("messenger_frame_bytes_in_total");
      bytesOut += counters.sum("messenger_frame_bytes_out_total");
    }
    Map<String, Double> othersCpu = new TreeMap<>();
    others.forEach(other -> othersCpu.put(other.name(), other.cpuTime().get().toNanos() / 1e3));
    return new Sample(
        clockNanos.getAsLong(),
        nodesCpuMicros(nodes),
        othersCpu,
        messages,
        framesIn,
        framesOut,
        bytesIn,
        bytesOut,
        Hops.read(read, redis));
  }

  static double nodesCpuMicros(List<MeasuredNode> nodes) {
    return nodes.stream().mapToDouble(node -> node.cpuTime().get().toNanos() / 1e3).sum();
  }
}
