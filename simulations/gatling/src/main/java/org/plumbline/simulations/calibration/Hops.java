package org.plumbline.simulations.calibration;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.simulations.calibration.redis.RedisStatistics;

/**
 * Bytes so far on the ways behind the clients' sockets, by the names that the figures have: what
 * the nodes count of their link, of the log's clients and of the store's driver, and what Redis
 * counts itself.
 */
final class Hops {

  /** Of Redis' own statistics ({@code INFO stats}), and what they are called here. */
  private static final Map<String, String> OF_REDIS =
      Map.of(
          "total_net_input_bytes", "redis_bytes_in_per_message",
          "total_net_output_bytes", "redis_bytes_out_per_message");

  private Hops() {}

  static SortedMap<String, Double> read(List<Counters> nodes, Optional<URI> redis) {
    SortedMap<String, Double> bytes = new TreeMap<>();
    bytes.put("node_link_bytes_per_message", sum(nodes, "messenger_link_bytes_total", ""));
    bytes.put(
        "kafka_bytes_in_per_message", sum(nodes, "messenger_log_bytes_total", "direction=\"out\""));
    bytes.put(
        "kafka_bytes_out_per_message", sum(nodes, "messenger_log_bytes_total", "direction=\"in\""));
    bytes.put(
        "cassandra_bytes_in_per_message", sum(nodes, "cassandra_session_bytes_sent_total", ""));
    bytes.put(
        "cassandra_bytes_out_per_message",
        sum(nodes, "cassandra_session_bytes_received_total", ""));
    redis.ifPresent(address -> ofRedis(address, bytes));
    return bytes;
  }

  private static double sum(List<Counters> nodes, String name, String label) {
    return nodes.stream().mapToDouble(node -> node.sum(name, label)).sum();
  }

  /** A Redis that does not answer leaves these figures out, and nothing else. */
  private static void ofRedis(URI address, SortedMap<String, Double> bytes) {
    Map<String, String> statistics = RedisStatistics.read(address);
    OF_REDIS.forEach(
        (field, figure) -> {
          String count = statistics.get(field);
          if (count != null) {
            bytes.put(figure, Double.parseDouble(count));
          }
        });
  }
}
