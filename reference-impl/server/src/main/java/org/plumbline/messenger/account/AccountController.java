package org.plumbline.messenger.account;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** {@code POST /user/v1/register} and {@code POST /user/v1/auth}: the routes that need no token. */
@Controller("/user/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {

  private static final int PASSWORD_LENGTH_MIN = 8;
  private static final int PASSWORD_LENGTH_MAX = 128;

  private final Accounts accounts;

  AccountController(Accounts accounts) {
    this.accounts = accounts;
  }

  @Post("/register")
  HttpResponse<Registered> register(@Body Registration registration) {
    UserId user = AccountAnswers.named("user_id", registration.userId(), UserId::new);
    String password = password(registration.password());
    if (!AccountAnswers.available(() -> accounts.register(user, password))) {
      throw RequestRefused.of(
          HttpStatus.CONFLICT, "USER_ID_TAKEN", "user_id: " + user + " (taken)");
    }
    return HttpResponse.created(new Registered(user.value()));
  }

  @Post("/auth")
  Authenticated authenticate(@Body Credentials credentials) {
    UserId user = AccountAnswers.named("user_id", credentials.userId(), UserId::new);
    String password = password(credentials.password());
    String device = credentials.deviceId();
    DeviceId named =
        device == null ? null : AccountAnswers.named("device_id", device, DeviceId::new);
    Accounts.Session session =
        AccountAnswers.available(() -> accounts.authenticate(user, password, named))
            .orElseThrow(
                () -> AccountAnswers.unauthorized("user_id, password: not a pair that is known"));
    return new Authenticated(
        session.token().token(), session.token().expiryEpochSeconds(), session.device().value());
  }

  private static String password(@Nullable String password) {
    int length = password == null ? 0 : password.codePointCount(0, password.length());
    if (password == null || length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX) {
      throw RequestRefused.malformed(
          "password: "
              + length
              + " characters (expected: "
              + PASSWORD_LENGTH_MIN
              + " to "
              + PASSWORD_LENGTH_MAX
              + ")");
    }
    return password;
  }

  /** What register takes; a missing field is null. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Registration(@Nullable String userId, @Nullable String password) {

    @Override
    public String toString() {
      return "Registration[" + userId + "]";
    }
  }

  /** What register answers. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Registered(String userId) {}

  /** What auth takes; a missing field is null. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Credentials(
      @Nullable String userId, @Nullable String password, @Nullable String deviceId) {

    @Override
    public String toString() {
      return "Credentials[" + userId + "]";
    }
  }

  /**
   * What auth answers.
   *
   * @param expiryTime when the token ends, in seconds since 1970
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Authenticated(String token, long expiryTime, String deviceId) {

    @Override
    public String toString() {
      return "Authenticated[" + deviceId + "]";
    }
  }
}
