package org.plumbline.messenger.directory;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The node's own copy of what the directory says.
 *
 * @param cacheTtl how old an answer may be that is used for the first look, even though no news of
 *     a change has come; zero: each look asks
 * @param cacheUsersMax most users whose answers are kept
 */
@ConfigurationProperties("messenger.directory")
public record DirectoryConfig(
    @Bindable(defaultValue = "60s") Duration cacheTtl,
    @Bindable(defaultValue = "200000") int cacheUsersMax) {

  public DirectoryConfig {
    if (cacheTtl.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.directory.cache-ttl: " + cacheTtl + " (expected: >= 0)");
    }
    if (cacheUsersMax < 1) {
      throw new IllegalArgumentException(
          "messenger.directory.cache-users-max: " + cacheUsersMax + " (expected: >= 1)");
    }
  }
}
