package org.plumbline.messenger.account;

import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Duration;
import java.util.function.Supplier;
import org.plumbline.messenger.http.RequestRefused;

/** What the routes of accounts answer alike. */
final class AccountAnswers {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private AccountAnswers() {}

  /** The work's result, or 503 when a store or a turn for hashing is not to be had. */
  static <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (HashingBusy | AccountsUnavailable e) {
      throw RequestRefused.unavailable(
          "accounts cannot be reached now; nothing is wrong with the request", RETRY_AFTER, e);
    }
  }

  /** 401, with no word on which part of the proof was wrong. */
  static RequestRefused unauthorized(String detail) {
    return RequestRefused.of(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", detail);
  }

  /**
   * What every login answers.
   *
   * @param expiryTime when the token ends, in seconds since 1970
   * @param refreshToken good once, for {@code POST /user/v1/refresh}
   * @param refreshExpiryTime when the refresh token ends, in seconds since 1970
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Authenticated(
      String userId,
      String token,
      long expiryTime,
      String deviceId,
      String refreshToken,
      long refreshExpiryTime) {

    static Authenticated of(Logins.Session session) {
      return new Authenticated(
          session.user().value(),
          session.access().token(),
          session.access().expiryEpochSeconds(),
          session.device().value(),
          session.refreshToken(),
          session.refreshExpirySeconds());
    }

    @Override
    public String toString() {
      return "Authenticated[" + deviceId + "]";
    }
  }
}
