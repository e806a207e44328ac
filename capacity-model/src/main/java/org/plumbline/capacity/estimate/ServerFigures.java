package org.plumbline.capacity.estimate;

import java.util.Comparator;
import java.util.List;
import org.plumbline.capacity.formula.Connections;
import org.plumbline.capacity.quantity.Count;

/** Chat servers, by what runs out. */
final class ServerFigures {
  /** What a chat server can run out of; the figure is {@code servers_by_} and this. */
  static final List<String> RESOURCES = List.of("limit", "memory", "cpu", "network", "files");

  private ServerFigures() {}

  static void add(Inputs in, TrafficFigures.Load load, Figures out) {
    out.group("servers");
    double connections = load.connections().value();
    double utilisation = in.number("target_utilisation");
    Count limit =
        out.add(
            "servers_by_limit",
            "Chat servers by the connections that one is said to hold",
            Connections.servers(connections, in.number("connections_per_server")),
            "connections / connections_per_server");
    out.add(
        "message_rate_per_server",
        "Messages a second on each of them",
        Connections.messagesPerServer(load.average(), limit.value()),
        "message_rate_average / servers_by_limit");
    out.add(
        "servers_by_memory",
        "Chat servers by memory",
        Connections.serversByMemory(
            connections,
            in.size("memory_per_connection"),
            in.size("memory_per_server").times(in.number("memory_share_for_connections"))),
        "connections x memory_per_connection / (memory_per_server x memory_share_for_connections)");
    double cores = in.number("cores_per_server");
    Count messages =
        Connections.serversByCpu(load.peak(), in.time("cpu_per_message"), cores, utilisation);
    Count beats =
        Connections.serversByCpu(load.beats(), in.time("cpu_per_heartbeat"), cores, utilisation);
    out.add(
        "servers_by_cpu",
        "Chat servers by processor",
        new Count(messages.value() + beats.value(), "servers"),
        "(message_rate_peak x cpu_per_message + heartbeat_rate x cpu_per_heartbeat) /"
            + " (cores_per_server x target_utilisation)");
    double busier =
        Math.max(
            out.value("client_in_peak") + out.value("node_link_peak"),
            out.value("client_out_peak") + out.value("node_link_peak"));
    out.add(
        "servers_by_network",
        "Chat servers by network",
        Connections.servers(
            busier + out.value("heartbeat_bandwidth"),
            in.number("network_per_server") * utilisation),
        "(larger of client_in_peak and client_out_peak + node_link_peak + heartbeat_bandwidth) /"
            + " (network_per_server x target_utilisation)");
    out.add(
        "servers_by_files",
        "Chat servers by open files",
        Connections.servers(connections, in.number("files_per_server")),
        "connections / files_per_server");
    String binding = binding(out);
    out.add(
        "servers_needed",
        "Chat servers needed",
        new Count(
            Math.ceil(out.value("servers_by_" + binding) * (1 + in.number("spare_share"))),
            "servers"),
        "servers_by_" + binding + ", the largest, x (1 + spare_share)");
  }

  /** The resource that asks for the most servers. */
  static String binding(Figures figures) {
    return RESOURCES.stream()
        .max(Comparator.comparingDouble(resource -> figures.value("servers_by_" + resource)))
        .orElseThrow();
  }
}
