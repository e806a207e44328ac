package org.plumbline.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened in all processes of a swarm.
 *
 * @param wanted how many sockets were to be open
 * @param open how many are
 * @param attempts connections tried, all told
 * @param opened how often a socket came to stand
 * @param ended how often one that stood ended
 * @param silent how many were given up since nothing was heard of them
 * @param heartbeats answers to heartbeats
 * @param heartbeatsSent those that were sent
 * @param messages messages received
 * @param refusals answers to the upgrade other than 101, by status
 * @param failures what else went wrong with connections, by cause
 * @param closes close frames of the server, by code
 * @param errors error frames, by code
 * @param cost what the swarm itself took
 * @param timeline attempts, openings and endings since the last mark
 * @param traffics by their ids
 */
public record SwarmReport(
    long wanted,
    long open,
    long attempts,
    long opened,
    long ended,
    long silent,
    long heartbeats,
    long heartbeatsSent,
    long messages,
    SortedMap<String, Long> refusals,
    SortedMap<String, Long> failures,
    SortedMap<String, Long> closes,
    SortedMap<String, Long> errors,
    Cost cost,
    Comings timeline,
    Map<Character, TrafficReport> traffics) {

  /**
   * What a swarm takes of the machine.
   *
   * @param processes how many
   * @param cpuNanos processor time since their start
   * @param heapBytes used heap, garbage included
   * @param residentBytes memory that they occupy
   */
  public record Cost(int processes, long cpuNanos, long heapBytes, long residentBytes) {}

  /**
   * The traffic of that id.
   *
   * @throws IllegalArgumentException when no process was told of it
   */
  public TrafficReport traffic(char id) {
    TrafficReport traffic = traffics.get(id);
    if (traffic == null) {
      throw new IllegalArgumentException(
          "id: " + id + " (expected: one of " + traffics.keySet() + ")");
    }
    return traffic;
  }

  static SwarmReport of(List<JsonNode> answers) {
    List<JsonNode> sockets = answers.stream().map(answer -> answer.path("sockets")).toList();
    Map<Character, List<JsonNode>> traffics = new TreeMap<>();
    for (JsonNode answer : answers) {
      for (JsonNode traffic : answer.path("traffics")) {
        traffics
            .computeIfAbsent(traffic.path("id").asText().charAt(0), _ -> new ArrayList<>())
            .add(traffic);
      }
    }
    Map<Character, TrafficReport> merged = new TreeMap<>();
    traffics.forEach((id, parts) -> merged.put(id, TrafficReport.of(parts)));
    return new SwarmReport(
        sum(sockets, "wanted"),
        sum(sockets, "open"),
        sum(sockets, "attempts"),
        sum(sockets, "opened"),
        sum(sockets, "ended"),
        sum(sockets, "silent"),
        sum(sockets, "heartbeats"),
        sum(sockets, "heartbeats_sent"),
        sum(sockets, "messages"),
        counts(sockets, "refusals"),
        counts(sockets, "failures"),
        counts(sockets, "closes"),
        counts(sockets, "errors"),
        cost(answers),
        Comings.of(sockets.stream().map(part -> part.path("timeline")).toList()),
        merged);
  }

  static long sum(List<JsonNode> parts, String name) {
    return parts.stream().mapToLong(part -> part.path(name).asLong()).sum();
  }

  private static SortedMap<String, Long> counts(List<JsonNode> parts, String name) {
    SortedMap<String, Long> all = new TreeMap<>();
    for (JsonNode part : parts) {
      for (Map.Entry<String, JsonNode> entry : part.path(name).properties()) {
        var _ = all.merge(entry.getKey(), entry.getValue().asLong(), Long::sum);
      }
    }
    return all;
  }

  private static Cost cost(List<JsonNode> answers) {
    List<JsonNode> costs = answers.stream().map(answer -> answer.path("cost")).toList();
    return new Cost(
        answers.size(),
        sum(costs, "cpu_nanos"),
        sum(costs, "heap_bytes"),
        sum(costs, "resident_bytes"));
  }
}
