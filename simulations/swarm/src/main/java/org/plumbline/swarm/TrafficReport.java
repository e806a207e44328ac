package org.plumbline.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What became of one traffic's recorded messages, as all processes together saw it. Latencies are
 * in microseconds from the intended send time, a histogram for each slice.
 *
 * @param expected how many sockets were to get each message
 * @param sent written
 * @param unsent not written: the sender's socket was away or took no more
 * @param refused answered by an error
 * @param acknowledged answered by {@code SENT}
 * @param delivered arrivals; where each message is for one socket, the first of each alone
 * @param repeated arrivals of messages for one socket that had come to it before
 * @param delivery until a message was there
 * @param acknowledgedAfter until it was answered
 * @param lag until it was written: the generator's own lateness
 * @param lastMember of messages to many, until the last one had it; messages that did not come to
 *     all are not in it
 * @param complete messages to many that came to all
 */
public record TrafficReport(
    long expected,
    long sent,
    long unsent,
    long refused,
    long acknowledged,
    long delivered,
    long repeated,
    List<Histogram> delivery,
    List<Histogram> acknowledgedAfter,
    List<Histogram> lag,
    Histogram lastMember,
    long complete) {

  static TrafficReport of(List<JsonNode> parts) {
    long expected =
        parts.stream().mapToLong(part -> part.path("expected").asLong()).max().orElse(0);
    Histogram last = new Histogram(1, Tally.MICROS_MAX, 3);
    long complete = lastMember(parts, expected, last);
    return new TrafficReport(
        expected,
        SwarmReport.sum(parts, "sent"),
        SwarmReport.sum(parts, "unsent"),
        SwarmReport.sum(parts, "refused"),
        SwarmReport.sum(parts, "acknowledged"),
        SwarmReport.sum(parts, "delivered"),
        SwarmReport.sum(parts, "repeated"),
        added(parts, "delivery"),
        added(parts, "acknowledged_after"),
        added(parts, "lag"),
        last,
        complete);
  }

  /** The slices of one number are added over the processes. */
  private static List<Histogram> added(List<JsonNode> parts, String name) {
    List<Histogram> all = new ArrayList<>();
    for (JsonNode part : parts) {
      List<Histogram> slices = Summary.slices(part, name);
      for (int slice = 0; slice < slices.size(); slice++) {
        if (slice == all.size()) {
          all.add(new Histogram(1, Tally.MICROS_MAX, 3));
        }
        all.get(slice).add(slices.get(slice));
      }
    }
    return List.copyOf(all);
  }

  private static long lastMember(List<JsonNode> parts, long expected, Histogram last) {
    int numbers = parts.stream().mapToInt(part -> part.path("arrivals").size()).max().orElse(0);
    long[] arrivals = new long[numbers];
    long[] nanos = new long[numbers];
    for (JsonNode part : parts) {
      for (int number = 0; number < part.path("arrivals").size(); number++) {
        arrivals[number] += part.path("arrivals").path(number).asLong();
        nanos[number] = Math.max(nanos[number], part.path("last_nanos").path(number).asLong());
      }
    }
    for (int number = 0; number < numbers; number++) {
      if (arrivals[number] >= expected) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos[number]);
        last.recordValue(Math.clamp(micros, 1, Tally.MICROS_MAX));
      }
    }
    return Arrays.stream(arrivals).filter(count -> count >= expected).count();
  }
}
