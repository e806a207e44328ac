package org.plumbline.capacity.estimate;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.capacity.formula.Connections;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/**
 * What a design needs, calculated from its inputs alone: rates, bandwidth, storage, connections and
 * servers. Serialises to JSON as it stands.
 *
 * @param name the estimate's name
 * @param title the estimate's title
 * @param inputs every input with its source
 * @param figures every result with its formula
 */
public record CapacityReport(String name, String title, List<Input> inputs, List<Line> figures) {

  /** An input of the estimate. */
  public record Input(String id, double value, String unit, String text, String source) {}

  /** A calculated figure. */
  public record Line(
      String id, String title, double value, String unit, String text, String formula) {}

  public CapacityReport {
    inputs = List.copyOf(inputs);
    figures = List.copyOf(figures);
  }

  /** Calculates the report of an estimate. */
  public static CapacityReport of(Estimate estimate) {
    return new CapacityReport(
        estimate.name(), estimate.title(), inputsOf(estimate), figuresOf(estimate));
  }

  private static List<Input> inputsOf(Estimate estimate) {
    return List.of(
        input("users", estimate.users()),
        input("messages_per_user_per_day", estimate.messagesPerUserPerDay()),
        input("message_size", estimate.messageSize()),
        input("media_per_user_per_day", estimate.mediaPerUserPerDay()),
        input("concurrent_share", estimate.concurrentShare()),
        input("retention", estimate.retention()),
        input("connections_per_server", estimate.connectionsPerServer()),
        input("replication_factor", estimate.replicationFactor()),
        input("peak_factor", estimate.peakFactor()),
        input("metadata_per_message", estimate.metadataPerMessage()),
        input("heartbeat_interval", estimate.heartbeatInterval()),
        input("shard_size", estimate.shardSize()));
  }

  private static List<Line> figuresOf(Estimate estimate) {
    List<Line> lines = new ArrayList<>();
    addTraffic(lines, estimate);
    addStorage(lines, estimate);
    addConnections(lines, estimate);
    return lines;
  }

  private static void addTraffic(List<Line> lines, Estimate estimate) {
    DataSize size = estimate.messageSize().value();
    EventRate average = estimate.averageMessageRate();
    EventRate peak = estimate.peakMessageRate();
    lines.add(
        line(
            "messages_per_day",
            "Messages a day",
            estimate.messagesPerDay(),
            "users x messages_per_user_per_day"));
    lines.add(
        line("message_rate_average", "Messages a second", average, "messages_per_day / 86,400 s"));
    lines.add(
        line(
            "message_rate_peak",
            "Messages a second at the peak",
            peak,
            "message_rate_average x peak_factor"));
    lines.add(
        line(
            "text_bandwidth_average",
            "Text into the service",
            Traffic.payloadRate(average, size),
            "message_rate_average x message_size"));
    lines.add(
        line(
            "text_bandwidth_peak",
            "Text into the service at the peak",
            Traffic.payloadRate(peak, size),
            "message_rate_peak x message_size"));
    lines.add(
        line(
            "media_bandwidth_average",
            "Media into the service",
            Traffic.averagePayloadRate(estimate.mediaPerDay()),
            "users x media_per_user_per_day / 86,400 s"));
  }

  private static void addStorage(List<Line> lines, Estimate estimate) {
    DataSize text = Storage.kept(estimate.textPerDay(), estimate.retention().value());
    DataSize rows =
        Storage.withMetadata(
            text, estimate.messageSize().value(), estimate.metadataPerMessage().value());
    DataSize media = Storage.kept(estimate.mediaPerDay(), estimate.retention().value());
    DataSize all =
        Storage.replicated(rows.plus(media), estimate.replicationFactor().value().value());
    lines.add(
        line(
            "payload_per_day",
            "Text and media a day",
            estimate.payloadPerDay(),
            "messages_per_day x message_size + users x media_per_user_per_day"));
    lines.add(
        line(
            "text_kept",
            "Text kept, one copy",
            text,
            "messages_per_day x message_size x retention"));
    lines.add(
        line(
            "rows_kept",
            "Text and metadata kept, one copy",
            rows,
            "text_kept x (message_size + metadata_per_message) / message_size"));
    lines.add(
        line(
            "media_kept",
            "Media kept, one copy",
            media,
            "users x media_per_user_per_day x retention"));
    lines.add(
        line(
            "storage_replicated",
            "All of it, replicated",
            all,
            "(rows_kept + media_kept) x replication_factor"));
    lines.add(
        line(
            "shards",
            "Shards of the message store, one copy",
            Storage.shards(rows, estimate.shardSize().value()),
            "rows_kept / shard_size"));
  }

  private static void addConnections(List<Line> lines, Estimate estimate) {
    Count connections = estimate.connections();
    Count servers = estimate.servers();
    lines.add(line("connections", "Connections at once", connections, "users x concurrent_share"));
    lines.add(line("servers", "Chat servers", servers, "connections / connections_per_server"));
    lines.add(
        line(
            "message_rate_per_server",
            "Messages a second on each of them",
            Connections.messagesPerServer(estimate.averageMessageRate(), servers.value()),
            "message_rate_average / servers"));
    lines.add(
        line(
            "heartbeat_rate",
            "Heartbeats a second",
            Traffic.heartbeats(connections.value(), estimate.heartbeatInterval().value()),
            "connections / heartbeat_interval"));
  }

  private static Input input(String id, Sourced<? extends Quantity> input) {
    Quantity value = input.value();
    return new Input(
        id,
        Numbers.forJson(value.displayValue()),
        value.displayUnit(),
        value.text(),
        input.source());
  }

  private static Line line(String id, String title, Quantity value, String formula) {
    return new Line(
        id,
        title,
        Numbers.forJson(value.displayValue()),
        value.displayUnit(),
        value.text(),
        formula);
  }
}
