package org.plumbline.messenger.admin;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.RequestRefused;

/**
 * The operator's secret.
 *
 * @param token at least 16 characters; empty: there are no operator's routes
 * @param loadAccounts whether an operator may make users without a password, for a load; read by
 *     {@link LoadController} as a condition of its being
 */
@ConfigurationProperties("messenger.admin")
record AdminConfig(
    @Bindable(defaultValue = "") String token,
    @Bindable(defaultValue = "false") boolean loadAccounts) {

  /** The header with the secret. */
  static final String TOKEN = "X-Admin-Token";

  /** When to ask again after 503. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private static final int LENGTH_MIN = 16;

  AdminConfig {
    if (!token.isEmpty() && token.length() < LENGTH_MIN) {
      throw new IllegalArgumentException(
          "messenger.admin.token: "
              + token.length()
              + " characters (expected: none, or at least "
              + LENGTH_MIN
              + ")");
    }
  }

  /** Takes as long for a wrong secret as for the right one. */
  boolean admits(@Nullable String given) {
    return !token.isEmpty()
        && given != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** To who does not give the secret the route does not exist. */
  void requireOperator(@Nullable String given) {
    if (!admits(given)) {
      throw RequestRefused.of(HttpStatus.NOT_FOUND, "NOT_FOUND", "Page Not Found");
    }
  }

  @Override
  public String toString() {
    return "AdminConfig[" + (token.isEmpty() ? "off" : "on") + "]";
  }
}
