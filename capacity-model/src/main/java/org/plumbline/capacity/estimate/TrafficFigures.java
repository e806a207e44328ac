package org.plumbline.capacity.estimate;

import org.plumbline.capacity.formula.Connections;
import org.plumbline.capacity.formula.Hops;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataRate;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;

/** Rates, connections, and bytes by hop. */
final class TrafficFigures {
  /** What later calculations need. */
  record Load(
      Count messagesPerDay,
      EventRate average,
      EventRate peak,
      Count connections,
      EventRate beats) {}

  private TrafficFigures() {}

  static Load rates(Inputs in, Figures out) {
    out.group("rates");
    Count perDay =
        out.add(
            "messages_per_day",
            "Messages a day",
            Traffic.messagesPerDay(in.number("users"), in.number("messages_per_user_per_day")),
            "users x messages_per_user_per_day");
    EventRate average =
        out.add(
            "message_rate_average",
            "Messages a second",
            Traffic.averageMessageRate(perDay),
            "messages_per_day / 86,400 s");
    EventRate peak =
        out.add(
            "message_rate_peak",
            "Messages a second at the peak",
            Traffic.peakMessageRate(average, in.number("peak_factor")),
            "message_rate_average x peak_factor");
    double deliveries = in.number("deliveries_per_message");
    out.add(
        "delivery_rate_average",
        "Deliveries a second",
        average.times(deliveries).as("deliveries"),
        "message_rate_average x deliveries_per_message");
    out.add(
        "delivery_rate_peak",
        "Deliveries a second at the peak",
        peak.times(deliveries).as("deliveries"),
        "message_rate_peak x deliveries_per_message");
    out.add(
        "status_writes",
        "Writes for statuses a second, if each is stored",
        Traffic.statusWrites(average),
        "message_rate_average x 3: one insert, an update when delivered and when read");
    out.add(
        "in_flight",
        "Messages under way",
        Traffic.inFlight(average, in.time("delivery_time")),
        "message_rate_average x delivery_time");
    return connections(in, out, perDay, average, peak);
  }

  private static Load connections(
      Inputs in, Figures out, Count perDay, EventRate average, EventRate peak) {
    out.group("connections");
    Count connections =
        out.add(
            "connections",
            "Connections at once",
            Connections.concurrent(
                in.number("users") * in.number("devices_per_user"), in.number("concurrent_share")),
            "users x concurrent_share x devices_per_user");
    EventRate beats =
        out.add(
            "heartbeat_rate",
            "Heartbeats a second",
            Traffic.heartbeats(connections.value(), in.time("heartbeat_interval")),
            "connections / heartbeat_interval");
    out.add(
        "heartbeats_per_message",
        "Heartbeats for each message",
        Count.ratio(beats.perSecond() / average.perSecond()),
        "heartbeat_rate / message_rate_average");
    out.add(
        "reconnects_per_day",
        "Reconnects a day after failures of servers",
        Connections.forcedReconnectsPerDay(connections.value(), in.time("server_mtbf")),
        "connections / server_mtbf");
    out.add(
        "deploy_reconnects",
        "Reconnects a second while all servers are replaced",
        Connections.rollingDeployReconnects(connections.value(), in.time("deploy_window")),
        "connections / deploy_window");
    return new Load(perDay, average, peak, connections, beats);
  }

  static void bandwidth(Inputs in, Load load, Figures out) {
    out.group("bandwidth");
    DataSize payload = in.size("message_size");
    double deliveries = in.number("deliveries_per_message");
    out.add(
        "text_bandwidth_average",
        "Text alone into the service",
        load.average().of(payload),
        "message_rate_average x message_size");
    out.add(
        "media_bandwidth_average",
        "Media into the object store",
        Traffic.averagePayloadRate(
            Traffic.addedPerDay(in.number("users"), in.size("media_per_user_per_day"))),
        "users x media_per_user_per_day / 86,400 s");
    DataSize read =
        in.givenSize("bytes_in_per_message")
            .orElseGet(
                () ->
                    Hops.readPerMessage(
                        payload.plus(in.size("send_overhead")),
                        in.size("receipts_per_delivery"),
                        deliveries));
    DataSize written =
        in.givenSize("bytes_out_per_message")
            .orElseGet(
                () ->
                    Hops.writtenPerMessage(
                        in.size("answer_frame"),
                        payload.plus(in.size("receive_overhead")),
                        in.size("receipts_per_delivery"),
                        deliveries,
                        in.number("devices_per_user")));
    clients(in, load, out, read, written);
    inside(in, load, out);
  }

  private static void clients(Inputs in, Load load, Figures out, DataSize read, DataSize written) {
    String readFormula =
        in.has("bytes_in_per_message")
            ? "bytes_in_per_message"
            : "(message_size + send_overhead + deliveries_per_message x receipts_per_delivery)";
    String writtenFormula =
        in.has("bytes_out_per_message")
            ? "bytes_out_per_message"
            : "(answer_frame + (deliveries_per_message x devices_per_user + devices_per_user - 1)"
                + " x (message_size + receive_overhead)"
                + " + deliveries_per_message x receipts_per_delivery)";
    out.add(
        "client_in_average",
        "Clients to service",
        load.average().of(read),
        "message_rate_average x " + readFormula);
    out.add(
        "client_in_peak",
        "Clients to service at the peak",
        load.peak().of(read),
        "message_rate_peak x " + readFormula);
    out.add(
        "client_out_average",
        "Service to clients",
        load.average().of(written),
        "message_rate_average x " + writtenFormula);
    out.add(
        "client_out_peak",
        "Service to clients at the peak",
        load.peak().of(written),
        "message_rate_peak x " + writtenFormula);
    out.add(
        "heartbeat_bandwidth",
        "Heartbeats, in each direction",
        load.beats().of(in.size("heartbeat_frame")),
        "heartbeat_rate x heartbeat_frame");
  }

  private static void inside(Inputs in, Load load, Figures out) {
    DataSize row = in.size("message_size").plus(in.size("metadata_per_message"));
    DataSize delivery =
        in.size("message_size")
            .plus(in.size("receive_overhead"))
            .plus(in.size("receipts_per_delivery"));
    hop(
        in,
        load,
        out,
        new Hop("node_link_peak", "Between chat nodes at the peak", "link_bytes_per_message"),
        delivery.times(in.number("deliveries_per_message")),
        "deliveries_per_message x (message_size + receive_overhead + receipts_per_delivery); nearly"
            + " every recipient is on another node");
    DataRate log =
        hop(
            in,
            load,
            out,
            new Hop("log_in_peak", "Nodes to log at the peak", "log_bytes_per_message"),
            row,
            "(message_size + metadata_per_message)");
    out.add(
        "log_copies_peak",
        "Between the log's machines at the peak",
        log.times(in.number("log_replication") - 1),
        "log_in_peak x (log_replication - 1)");
    DataRate store =
        hop(
            in,
            load,
            out,
            new Hop("store_in_peak", "Nodes to store at the peak", "store_bytes_per_message"),
            row.times(in.number("copies_per_message")),
            "(message_size + metadata_per_message) x copies_per_message");
    out.add(
        "store_copies_peak",
        "Between the store's machines at the peak",
        store.times(in.number("replication_factor") - 1),
        "store_in_peak x (replication_factor - 1)");
  }

  /** A way that messages take, and the input that says what one costs there. */
  private record Hop(String id, String title, String input) {}

  private static DataRate hop(
      Inputs in, Load load, Figures out, Hop hop, DataSize calculated, String formula) {
    DataSize each = in.givenSize(hop.input()).orElse(calculated);
    String factor = in.has(hop.input()) ? hop.input() : formula;
    return out.add(hop.id(), hop.title(), load.peak().of(each), "message_rate_peak x " + factor);
  }
}
