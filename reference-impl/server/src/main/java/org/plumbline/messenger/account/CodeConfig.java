package org.plumbline.messenger.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Verification codes: six digits. With the defaults a guesser has 15 tries at a million numbers in
 * ten minutes.
 *
 * @param webhook where codes are posted to, for a gateway that brings them to people; without it no
 *     codes are sent
 * @param webhookToken sent there as bearer token, if set
 * @param life how long a code counts
 * @param triesMax tries at one code
 * @param codesMax codes for one user within the window
 * @param window see {@code codesMax}
 * @param sendsMax codes on their way to the webhook at once
 */
@ConfigurationProperties("messenger.code")
public record CodeConfig(
    @Nullable URI webhook,
    @Nullable String webhookToken,
    @Bindable(defaultValue = "10m") Duration life,
    @Bindable(defaultValue = "5") int triesMax,
    @Bindable(defaultValue = "3") int codesMax,
    @Bindable(defaultValue = "10m") Duration window,
    @Bindable(defaultValue = "64") int sendsMax) {

  public CodeConfig {
    if (life.toSeconds() < 1 || window.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "messenger.code.life, window: " + life + ", " + window + " (expected: >= 1s)");
    }
    if (triesMax < 1 || codesMax < 1 || sendsMax < 1) {
      throw new IllegalArgumentException(
          "messenger.code.tries-max, codes-max, sends-max: "
              + triesMax
              + ", "
              + codesMax
              + ", "
              + sendsMax
              + " (expected: >= 1)");
    }
  }

  /** Leaves the webhook's token out, since settings end up in logs. */
  @Override
  public String toString() {
    return "CodeConfig[life=" + life + "]";
  }
}
