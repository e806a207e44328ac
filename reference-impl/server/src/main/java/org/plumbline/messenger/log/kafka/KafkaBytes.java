package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Bytes between a client of Kafka and its brokers, as the client itself counts them. */
final class KafkaBytes {

  private KafkaBytes() {}

  /**
   * Shows a client's counts.
   *
   * @param client {@code producer} or {@code consumer}: the beginning of its metrics' group
   */
  static void count(
      String client, Map<MetricName, ? extends Metric> metrics, MeterRegistry meters) {
    count(client, "outgoing-byte-total", "out", metrics, meters);
    count(client, "incoming-byte-total", "in", metrics, meters);
  }

  private static void count(
      String client,
      String name,
      String direction,
      Map<MetricName, ? extends Metric> metrics,
      MeterRegistry meters) {
    metrics.forEach(
        (metric, count) -> {
          if (metric.name().equals(name) && metric.group().equals(client + "-metrics")) {
            FunctionCounter.builder(
                    "messenger.log.bytes",
                    count,
                    each -> ((Number) each.metricValue()).doubleValue())
                .description("Bytes between this node and the log's brokers")
                .tags("client", client, "direction", direction)
                .register(meters);
          }
        });
  }
}
