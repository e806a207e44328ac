package org.plumbline.messenger.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Login by a QR code.
 *
 * @param life from the code's making until it is claimed, all steps together
 */
@ConfigurationProperties("messenger.qr-login")
public record QrConfig(@Bindable(defaultValue = "60s") Duration life) {

  public QrConfig {
    if (life.toSeconds() < 1 || life.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          "messenger.qr-login.life: " + life + " (expected: 1s to 10m)");
    }
  }
}
