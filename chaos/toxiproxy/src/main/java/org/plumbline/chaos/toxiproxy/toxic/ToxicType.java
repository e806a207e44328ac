package org.plumbline.chaos.toxiproxy.toxic;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The toxics that can be named in the API, with their attributes, all whole numbers. */
public enum ToxicType {
  NOOP("noop"),
  LATENCY("latency"),
  BANDWIDTH("bandwidth"),
  SLOW_CLOSE("slow_close"),
  TIMEOUT("timeout"),
  RESET_PEER("reset_peer"),
  SLICER("slicer"),
  LIMIT_DATA("limit_data");

  private final String wireName;

  ToxicType(String wireName) {
    this.wireName = wireName;
  }

  public static Optional<ToxicType> parse(String wireName) {
    for (var type : values()) {
      if (type.wireName.equals(wireName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  public String wireName() {
    return wireName;
  }

  /** The attributes' names, in the order in which the original writes them. */
  public List<String> attributes() {
    return switch (this) {
      case NOOP -> List.of();
      case LATENCY -> List.of("latency", "jitter");
      case BANDWIDTH -> List.of("rate");
      case SLOW_CLOSE -> List.of("delay");
      case TIMEOUT, RESET_PEER -> List.of("timeout");
      case SLICER -> List.of("average_size", "size_variation", "delay");
      case LIMIT_DATA -> List.of("bytes");
    };
  }

  /** How many chunks may wait in front of the effect. Only latency needs more than the next one. */
  public int chunksMax() {
    return this == LATENCY ? 1024 : 1;
  }

  /**
   * Refuses the values with which the original would crash.
   *
   * @throws IllegalArgumentException naming the attribute, its value and what is expected
   */
  void check(SequencedMap<String, Long> values) {
    if (this == BANDWIDTH) {
      require(values, "rate", 0);
    }
    if (this == SLICER) {
      require(values, "average_size", 1);
      require(values, "size_variation", 1 - values.getOrDefault("average_size", 0L));
    }
  }

  private static void require(SequencedMap<String, Long> values, String name, long least) {
    long value = values.getOrDefault(name, 0L);
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }

  /** The toxic at work on one link; {@code former} is what worked there before an update. */
  Effect effect(SequencedMap<String, Long> values, @Nullable Effect former) {
    ToLongFunction<String> number = name -> values.getOrDefault(name, 0L);
    return switch (this) {
      case NOOP -> new Noop();
      case LATENCY -> new Latency(number.applyAsLong("latency"), number.applyAsLong("jitter"));
      case BANDWIDTH -> new Bandwidth(number.applyAsLong("rate"));
      case SLOW_CLOSE -> new SlowClose(number.applyAsLong("delay"));
      case TIMEOUT -> new Timeout(number.applyAsLong("timeout"));
      case RESET_PEER -> new ResetPeer(number.applyAsLong("timeout"));
      case SLICER ->
          new Slicer(
              number.applyAsLong("average_size"),
              number.applyAsLong("size_variation"),
              number.applyAsLong("delay"));
      case LIMIT_DATA ->
          new LimitData(
              number.applyAsLong("bytes"),
              former instanceof LimitData before ? before.passed() : 0);
    };
  }
}
