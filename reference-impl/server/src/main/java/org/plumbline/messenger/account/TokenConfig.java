package org.plumbline.messenger.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are signed and how long they live.
 *
 * @param secret the key that all nodes share, at least 32 bytes in UTF-8; there is no default
 * @param lifetime 15 minutes unless set: short, since a token cannot be called back; a load or a
 *     drill sets a longer one
 * @param audience whom the tokens are for; a token for someone else is refused
 */
@ConfigurationProperties("messenger.token")
public record TokenConfig(
    @Nullable String secret,
    @Bindable(defaultValue = "15m") Duration lifetime,
    @Bindable(defaultValue = "plumbline-messenger") String audience) {

  public TokenConfig {
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "messenger.token.lifetime: " + lifetime + " (expected: >= 1s)");
    }
    if (audience.isBlank()) {
      throw new IllegalArgumentException("messenger.token.audience: '' (expected: a name)");
    }
  }

  /** Leaves the secret out, since settings end up in logs. */
  @Override
  public String toString() {
    return "TokenConfig[lifetime=" + lifetime + ", audience=" + audience + "]";
  }
}
