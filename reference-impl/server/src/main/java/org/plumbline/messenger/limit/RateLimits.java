package org.plumbline.messenger.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The buckets of this node: one for each allowance and whom it is counted for, made when it is
 * first taken from, forgotten when it is full again. Thread-safe, never blocks.
 */
public final class RateLimits {

  private record Key(Allowance allowance, Object who) {}

  private final boolean enabled;
  private final Map<Allowance, Rate> rates = new EnumMap<>(Allowance.class);
  private final Map<Allowance, Counter> throttled = new EnumMap<>(Allowance.class);
  private final Cache<Key, Bucket> buckets;
  private final TimeMeter time;

  /**
   * Full buckets for all.
   *
   * @param nanoTime a clock that only moves forward, in nanoseconds
   */
  public RateLimits(LimitConfig config, MeterRegistry meters, LongSupplier nanoTime) {
    this.enabled = config.enabled();
    this.time = new Time(nanoTime);
    for (Allowance each : Allowance.values()) {
      rates.put(each, config.rate(each));
      throttled.put(each, meters.counter("messenger.throttled", "what", each.label()));
    }
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(config.bucketsMax())
            .expireAfter(Expiry.accessing(this::untilFull))
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /** A full bucket is as good as none: an idle connection keeps none. */
  private Duration untilFull(Key key, Bucket bucket) {
    Rate rate = Objects.requireNonNull(rates.get(key.allowance()));
    // And the one that is about to be taken.
    long missing = rate.burst() - bucket.getAvailableTokens() + 1;
    return rate.period().multipliedBy(missing).dividedBy(rate.refill()).plusSeconds(1);
  }

  /**
   * Takes one, if there is one.
   *
   * @param who an address, a user or a device; equal objects share a bucket
   * @return 0 when it was taken, otherwise the milliseconds until there is one, at least 1
   */
  public long take(Allowance allowance, Object who) {
    if (!enabled) {
      return 0;
    }
    Bucket bucket =
        Objects.requireNonNull(
            buckets.get(new Key(allowance, who), key -> bucket(key.allowance())));
    if (bucket.tryConsume(1)) {
      return 0;
    }
    Objects.requireNonNull(throttled.get(allowance)).increment();
    long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
  }

  /** The rate, for people. */
  public String describe(Allowance allowance) {
    Rate rate = Objects.requireNonNull(rates.get(allowance));
    return rate.refill() + " in " + rate.period().toSeconds() + " s, " + rate.burst() + " at once";
  }

  private Bucket bucket(Allowance allowance) {
    Rate rate = Objects.requireNonNull(rates.get(allowance));
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.refill(), rate.period()))
        .withCustomTimePrecision(time)
        .build();
  }

  private record Time(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
