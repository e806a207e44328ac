package org.plumbline.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Attempts, openings and endings of all processes in equal slots since a moment.
 *
 * @param slot how long one is
 * @param openBefore how many sockets stood at that moment
 * @param attempts connections tried, a slot each
 * @param opened sockets that came to stand
 * @param ended sockets that ended
 */
public record Comings(
    Duration slot, long openBefore, List<Long> attempts, List<Long> opened, List<Long> ended) {

  public Comings {
    attempts = List.copyOf(attempts);
    opened = List.copyOf(opened);
    ended = List.copyOf(ended);
  }

  static Comings of(List<JsonNode> parts) {
    return new Comings(
        Duration.ofNanos(Timeline.SLOT_NANOS),
        SwarmReport.sum(parts, "open_before"),
        added(parts, "attempts"),
        added(parts, "opened"),
        added(parts, "ended"));
  }

  private static List<Long> added(List<JsonNode> parts, String name) {
    int length = parts.stream().mapToInt(part -> part.path(name).size()).max().orElse(0);
    long[] all = new long[length];
    for (JsonNode part : parts) {
      for (int slot = 0; slot < part.path(name).size(); slot++) {
        all[slot] += part.path(name).path(slot).asLong();
      }
    }
    return Arrays.stream(all).boxed().toList();
  }

  /** Attempts in each second; the last one may be shorter. */
  public List<Long> attemptsPerSecond() {
    return perSecond(attempts);
  }

  /** Openings in each second; the last one may be shorter. */
  public List<Long> openedPerSecond() {
    return perSecond(opened);
  }

  private List<Long> perSecond(List<Long> slots) {
    int perSecond = (int) Math.max(1, Duration.ofSeconds(1).dividedBy(slot));
    long[] seconds = new long[Math.ceilDiv(slots.size(), perSecond)];
    for (int i = 0; i < slots.size(); i++) {
      seconds[i / perSecond] += slots.get(i);
    }
    return Arrays.stream(seconds).boxed().toList();
  }

  /** The fewest sockets that stood at the end of a slot. */
  public long openLeast() {
    long open = openBefore;
    long least = open;
    for (int i = 0; i < opened.size(); i++) {
      open += opened.get(i) - ended.get(i);
      least = Math.min(least, open);
    }
    return least;
  }

  /**
   * When this share of those who had stood before stood again: the end of the first slot from which
   * on never fewer do. Empty when they do not at the end; zero when they always did.
   *
   * @param share above 0 and up to 1
   */
  public Optional<Duration> backAfter(double share) {
    double enough = share * openBefore;
    long open = openBefore;
    int lastShort = -1;
    for (int i = 0; i < opened.size(); i++) {
      open += opened.get(i) - ended.get(i);
      if (open < enough) {
        lastShort = i;
      }
    }
    if (open < enough) {
      return Optional.empty();
    }
    return Optional.of(lastShort < 0 ? Duration.ZERO : slot.multipliedBy(lastShort + 2L));
  }

  /** How often a socket that stood ended. */
  public long endedInAll() {
    return ended.stream().mapToLong(Long::longValue).sum();
  }

  /** The end of the first slot in which so many stood; empty when they never did. */
  public Optional<Duration> standing(long count) {
    long open = openBefore;
    for (int i = 0; i < opened.size(); i++) {
      open += opened.get(i) - ended.get(i);
      if (open >= count) {
        return Optional.of(slot.multipliedBy(i + 1L));
      }
    }
    return Optional.empty();
  }
}
