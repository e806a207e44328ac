package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long a socket that ended waits before it connects again.
 *
 * @param kind which strategy
 * @param firstMillis the fixed wait, or the window of the first try of an exponential one
 * @param baseMillis the range of the second try of an exponential one; doubled with each further
 *     one
 * @param capMillis the range never grows beyond this
 * @param nextNode whether it goes to the next node of the plan, once it has stood, or back to its
 *     own
 */
public record Backoff(
    Kind kind, long firstMillis, long baseMillis, long capMillis, boolean nextNode) {

  /** The strategies. */
  public enum Kind {
    /** What ended stays closed. */
    NONE,
    /** At once. */
    IMMEDIATE,
    /** Always the same wait. */
    FIXED,
    /** The first try anywhere in a window, then exponential with full jitter. */
    EXPONENTIAL,
    /** Exponential: half of each wait is fixed, and half is random. */
    EQUAL_JITTER,
    /** Exponential, and all wait for the same time. */
    UNJITTERED;

    private boolean grows() {
      return this == EXPONENTIAL || this == EQUAL_JITTER || this == UNJITTERED;
    }
  }

  private static final int DOUBLINGS_MAX = 20;
  private static final long MILLIS_MAX = Duration.ofHours(1).toMillis();

  /** What ended stays closed. */
  public static Backoff none() {
    return new Backoff(Kind.NONE, 0, 0, 0, false);
  }

  /** At once, to the next node. */
  public static Backoff immediate() {
    return new Backoff(Kind.IMMEDIATE, 0, 0, 0, true);
  }

  /** Always the same wait, then to the next node. */
  public static Backoff fixed(Duration wait) {
    return new Backoff(Kind.FIXED, wait.toMillis(), 0, 0, true);
  }

  /** The first try anywhere in a window, then exponential with full jitter, to the next node. */
  public static Backoff exponential(Duration firstWindow, Duration base, Duration cap) {
    return new Backoff(
        Kind.EXPONENTIAL, firstWindow.toMillis(), base.toMillis(), cap.toMillis(), true);
  }

  /** Exponential from the base up to the cap, each wait anywhere in its whole range. */
  public static Backoff fullJitter(Duration base, Duration cap) {
    return growing(Kind.EXPONENTIAL, base, cap);
  }

  /** Exponential from the base up to the cap, each wait anywhere in the later half of its range. */
  public static Backoff equalJitter(Duration base, Duration cap) {
    return growing(Kind.EQUAL_JITTER, base, cap);
  }

  /** Exponential from the base up to the cap, without chance. */
  public static Backoff unjittered(Duration base, Duration cap) {
    return growing(Kind.UNJITTERED, base, cap);
  }

  private static Backoff growing(Kind kind, Duration base, Duration cap) {
    return new Backoff(kind, base.toMillis(), 2 * base.toMillis(), cap.toMillis(), true);
  }

  /** The same, but back to the node that it was at. */
  public Backoff toTheSameNode() {
    return new Backoff(kind, firstMillis, baseMillis, capMillis, false);
  }

  static Backoff read(Fields fields) throws MalformedCommand {
    String kind =
        fields.oneOf(
            "kind",
            "none",
            List.of("none", "immediate", "fixed", "exponential", "equal_jitter", "unjittered"));
    boolean next = fields.oneOf("to", "next", List.of("next", "same")).equals("next");
    Backoff read =
        switch (kind) {
          case "immediate" -> new Backoff(Kind.IMMEDIATE, 0, 0, 0, next);
          case "fixed" ->
              new Backoff(Kind.FIXED, fields.whole("wait_ms", 1, MILLIS_MAX), 0, 0, next);
          case "exponential", "equal_jitter", "unjittered" -> {
            long base = fields.whole("base_ms", 1, MILLIS_MAX);
            yield new Backoff(
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                fields.whole("first_window_ms", 1, MILLIS_MAX),
                base,
                fields.whole("cap_ms", base, MILLIS_MAX),
                next);
          }
          default -> none();
        };
    fields.noneLeft();
    return read;
  }

  void write(ObjectNode out) {
    out.put("kind", kind.name().toLowerCase(Locale.ROOT));
    out.put("to", nextNode ? "next" : "same");
    if (kind == Kind.FIXED) {
      out.put("wait_ms", firstMillis);
    } else if (kind.grows()) {
      out.put("first_window_ms", firstMillis);
      out.put("base_ms", baseMillis);
      out.put("cap_ms", capMillis);
    }
  }

  /**
   * Nanoseconds until the next try.
   *
   * @param failures how often connecting failed since the last success, the loss included; from 1
   * @param leastMillis what the node asked for, or 0; the jitter comes on top
   */
  long delayNanos(int failures, long leastMillis, RandomGenerator random) {
    long range = failures <= 1 ? firstMillis : doubled(failures - 2);
    long millis =
        switch (kind) {
          case NONE -> throw new IllegalStateException("what ended stays closed");
          case IMMEDIATE, EXPONENTIAL -> 0;
          case FIXED -> firstMillis;
          case EQUAL_JITTER -> range / 2;
          case UNJITTERED -> range;
        };
    long spread =
        switch (kind) {
          case NONE, IMMEDIATE, FIXED, UNJITTERED -> 0;
          case EXPONENTIAL -> range;
          case EQUAL_JITTER -> range - range / 2;
        };
    long jitter =
        spread == 0 ? 0 : random.nextLong(Math.max(1, TimeUnit.MILLISECONDS.toNanos(spread)));
    return TimeUnit.MILLISECONDS.toNanos(millis + leastMillis) + jitter;
  }

  private long doubled(int times) {
    return Math.min(capMillis, baseMillis << Math.min(times, DOUBLINGS_MAX));
  }
}
