package org.plumbline.providers;

import org.jspecify.annotations.Nullable;

/**
 * How a provider shall answer from now on.
 *
 * @param address the device token or subscription that is meant; null for all
 * @param status 200 to accept (after the delay); else the refusal: 400, 401, 404, 410, 429, 500,
 *     503
 * @param retryAfterSeconds the {@code Retry-After} header, where the provider has one; null for
 *     none
 * @param times for how many requests; the last of them ends it
 * @param delayMillis the pause before the answer
 */
public record Behaviour(
    Provider provider,
    @Nullable String address,
    int status,
    @Nullable Integer retryAfterSeconds,
    int times,
    long delayMillis) {

  private static final int TIMES_MAX = 1_000_000;
  private static final long DELAY_MILLIS_MAX = 60_000;

  public Behaviour {
    expect(status >= 200 && status <= 599, "status: " + status, "200 to 599");
    expect(times >= 1 && times <= TIMES_MAX, "times: " + times, "1 to " + TIMES_MAX);
    expect(
        delayMillis >= 0 && delayMillis <= DELAY_MILLIS_MAX,
        "delay_ms: " + delayMillis,
        "0 to " + DELAY_MILLIS_MAX);
  }

  boolean isFor(Provider asked, String target) {
    return provider == asked && (address == null || address.equals(target));
  }

  private static void expect(boolean condition, String found, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(found + " (expected: " + expected + ")");
    }
  }
}
