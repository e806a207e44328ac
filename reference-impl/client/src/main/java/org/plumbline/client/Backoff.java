package org.plumbline.client;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before connecting again. The first retry falls uniformly into a window, so that
 * the devices of a node that died come back spread out (RFC 6120, section 3.3); the following ones
 * are exponential with full jitter.
 *
 * @param firstWindow the window of the first retry
 * @param base the range of the second retry; doubled with each further one
 * @param cap the range never grows beyond this
 */
public record Backoff(Duration firstWindow, Duration base, Duration cap) {

  private static final int DOUBLINGS_MAX = 20;

  public Backoff {
    requirePositive("firstWindow", firstWindow);
    requirePositive("base", base);
    if (cap.compareTo(base) < 0) {
      throw new IllegalArgumentException("cap: " + cap + " (expected: >= base " + base + ")");
    }
  }

  private static void requirePositive(String field, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: > 0)");
    }
  }

  /**
   * The wait before the next try.
   *
   * @param failures how often connecting failed since the last success, the loss included; from 1
   * @param retryAfter what the server asked for, or null; the wait is then at least this long, and
   *     the jitter comes on top
   */
  public Duration delay(int failures, @Nullable Duration retryAfter, RandomGenerator random) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures: " + failures + " (expected: >= 1)");
    }
    Duration range = failures == 1 ? firstWindow : doubled(failures - 2);
    Duration jitter = Duration.ofNanos(random.nextLong(range.toNanos()));
    return retryAfter == null ? jitter : retryAfter.plus(jitter);
  }

  private Duration doubled(int times) {
    Duration range = base.multipliedBy(1L << Math.min(times, DOUBLINGS_MAX));
    return range.compareTo(cap) < 0 ? range : cap;
  }
}
