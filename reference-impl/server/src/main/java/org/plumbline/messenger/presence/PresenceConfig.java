package org.plumbline.messenger.presence;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Limits and rhythms of presence.
 *
 * @param sweepInterval how often every watched user is looked up again, because a node that crashes
 *     announces nothing
 * @param onlineDelay how long a user must be there before watchers are told: who comes and goes at
 *     once was not there. Zero tells at once.
 * @param offlineDelay how long a user must be gone before watchers are told: a reconnect within it
 *     is not a flap. Zero tells at once.
 * @param retryInterval the wait after a look-up failed
 * @param watchedUsersMax most different users that the devices of one node may watch together
 * @param lookupUsersMax most users that are looked up at once
 * @param lastSeenKept how long a last-seen time is kept after it was last written
 * @param newsMax most changes that wait to be announced; what comes on top is left to the sweep
 */
@ConfigurationProperties("messenger.presence")
public record PresenceConfig(
    @Bindable(defaultValue = "5s") Duration sweepInterval,
    @Bindable(defaultValue = "2s") Duration onlineDelay,
    @Bindable(defaultValue = "3s") Duration offlineDelay,
    @Bindable(defaultValue = "1s") Duration retryInterval,
    @Bindable(defaultValue = "100000") int watchedUsersMax,
    @Bindable(defaultValue = "512") int lookupUsersMax,
    @Bindable(defaultValue = "90d") Duration lastSeenKept,
    @Bindable(defaultValue = "10000") int newsMax) {

  public PresenceConfig {
    requirePositive("sweep-interval", sweepInterval);
    if (onlineDelay.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.presence.online-delay: " + onlineDelay + " (expected: >= 0)");
    }
    if (offlineDelay.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.presence.offline-delay: " + offlineDelay + " (expected: >= 0)");
    }
    requirePositive("retry-interval", retryInterval);
    requirePositive("watched-users-max", watchedUsersMax);
    requirePositive("lookup-users-max", lookupUsersMax);
    requirePositive("last-seen-kept", lastSeenKept);
    requirePositive("news-max", newsMax);
  }

  private static void requirePositive(String field, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "messenger.presence." + field + ": " + value + " (expected: > 0)");
    }
  }

  private static void requirePositive(String field, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "messenger.presence." + field + ": " + value + " (expected: > 0)");
    }
  }
}
