package org.plumbline.chaos.workload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/** How full the nodes' queues are, by their metrics; a node that does not answer has no sample. */
final class QueueSamples implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofSeconds(2);

  /**
   * A queue that a node tells the depth of, with the bound that its settings have in their defaults
   * (ARCHITECTURE.md, limits).
   */
  private record Queue(String name, String metric, long cap) {}

  private static final List<Queue> QUEUES =
      List.of(new Queue("push", "messenger_push_backlog", 5_000));

  private final Fleet fleet;
  private final HttpClient http = HttpClient.newHttpClient();

  QueueSamples(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Asks each node once. */
  void step() {
    for (Map.Entry<String, URI> node : fleet.plan().outlook().metrics().entrySet()) {
      try {
        HttpResponse<String> page =
            http.send(
                HttpRequest.newBuilder(node.getValue()).timeout(WITHIN).build(),
                HttpResponse.BodyHandlers.ofString());
        for (Queue queue : QUEUES) {
          value(page.body(), queue.metric())
              .ifPresent(depth -> note(node.getKey(), queue, (long) depth));
        }
      } catch (IOException e) {
        // It may be dead or paused, which is what drills do: no sample of it.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** The sum over all labels of a metric of the page; empty when it is not there. */
  static OptionalDouble value(String page, String metric) {
    List<String> lines =
        page.lines()
            .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
            .toList();
    return lines.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
  }

  private void note(String node, Queue queue, long depth) {
    fleet.note(
        new HistoryEvent(
            -1,
            fleet.runtime().nanos(),
            EventType.OK,
            -1,
            "",
            "",
            0,
            node,
            Operation.QUEUE,
            null,
            0,
            -1,
            "",
            HistoryEvent.NO_EPOCH,
            Particulars.queue(queue.name(), depth, queue.cap())));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
