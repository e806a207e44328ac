package org.plumbline.messenger.history.cassandra;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Which bucket a time lies in: the bucket's start in hours since 1970. */
final class BucketClock {

  /** More than the clocks of two nodes may differ. */
  private static final Duration EDGE = Duration.ofMinutes(5);

  private final long bucketHours;
  private final InstantSource clock;

  BucketClock(Duration bucket, InstantSource clock) {
    this.bucketHours = bucket.toHours();
    this.clock = clock;
  }

  /** How long ago that was, in seconds; 0 where it lies ahead. */
  int secondsSince(long epochMillis) {
    long seconds = TimeUnit.MILLISECONDS.toSeconds(clock.millis() - epochMillis);
    return Math.clamp(seconds, 0, Integer.MAX_VALUE);
  }

  int number(long epochMillis) {
    long hours = TimeUnit.MILLISECONDS.toHours(epochMillis);
    return Math.toIntExact(hours - Math.floorMod(hours, bucketHours));
  }

  /**
   * Whether this bucket is the one of now, and its edges are so far that no node can be in another
   * one.
   */
  boolean isNow(int number) {
    long now = clock.millis();
    return number(now - EDGE.toMillis()) == number && number(now + EDGE.toMillis()) == number;
  }
}
