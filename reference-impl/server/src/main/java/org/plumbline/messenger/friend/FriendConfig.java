package org.plumbline.messenger.friend;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Friendships and how long a node believes what it read of them.
 *
 * @param required whether only friends may write to one another directly and see when the other is
 *     there; otherwise everyone may
 * @param friendsMax most friends and requests of one user together
 * @param requestsMax most requests by one user, and most to one user, that wait for an answer
 * @param cacheTtl how long an answer counts: after this time and a read at most, the end of a
 *     friendship is known to all nodes
 * @param staleMax how long an answer still counts while the store does not answer; then no
 *     friendship can be ended either, unless this node alone is cut off
 * @param cacheMax most pairs that a node remembers
 * @param batchMax most pairs in one read
 * @param waitingMax most pairs that wait to be read
 */
@ConfigurationProperties("messenger.friend")
public record FriendConfig(
    @Bindable(defaultValue = "true") boolean required,
    @Bindable(defaultValue = "5000") int friendsMax,
    @Bindable(defaultValue = "500") int requestsMax,
    @Bindable(defaultValue = "2s") Duration cacheTtl,
    @Bindable(defaultValue = "5m") Duration staleMax,
    @Bindable(defaultValue = "200000") int cacheMax,
    @Bindable(defaultValue = "256") int batchMax,
    @Bindable(defaultValue = "20000") int waitingMax) {

  public FriendConfig {
    requirePositive("friends-max", friendsMax);
    requirePositive("requests-max", requestsMax);
    requirePositive("cache-ttl", cacheTtl.toMillis());
    requirePositive("stale-max", staleMax.toMillis());
    requirePositive("cache-max", cacheMax);
    requirePositive("batch-max", batchMax);
    requirePositive("waiting-max", waitingMax);
  }

  private static void requirePositive(String field, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "messenger.friend." + field + ": " + value + " (expected: > 0)");
    }
  }
}
