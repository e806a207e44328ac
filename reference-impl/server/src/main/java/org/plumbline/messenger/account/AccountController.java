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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.Fields;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** {@code POST /user/v1/register} and {@code POST /user/v1/auth}: the routes that need no token. */
@Controller("/user/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {

  private static final int PASSWORD_LENGTH_MIN = 8;
  private static final int PASSWORD_LENGTH_MAX = 128;

  private static final Pattern CODE = Pattern.compile("[0-9]{6}");

  private final Accounts accounts;
  private final Codes codes;
  private final Logins logins;

  AccountController(Accounts accounts, Codes codes, Logins logins) {
    this.accounts = accounts;
    this.codes = codes;
    this.logins = logins;
  }

  @Post("/register")
  HttpResponse<Registered> register(@Body Registration registration) {
    UserId user = Fields.named("user_id", registration.userId(), UserId::new);
    String password = password(registration.password());
    if (!AccountAnswers.available(() -> accounts.register(user, password))) {
      throw RequestRefused.of(
          HttpStatus.CONFLICT, "USER_ID_TAKEN", "user_id: " + user + " (taken)");
    }
    return HttpResponse.created(new Registered(user.value()));
  }

  /**
   * {@code POST /user/v1/auth}: logs a device in, with either the password or a code that was sent
   * ({@code POST /user/v1/code}). 401 tells neither whether the user exists nor what was wrong.
   */
  @Post("/auth")
  AccountAnswers.Authenticated authenticate(@Body Credentials credentials) {
    UserId user = Fields.named("user_id", credentials.userId(), UserId::new);
    DeviceId device = Fields.namedIfThere("device_id", credentials.deviceId(), DeviceId::new);
    String code = credentials.code();
    if (code != null && credentials.password() != null) {
      throw RequestRefused.malformed("password, code: both (expected: one of them)");
    }
    boolean proven =
        code == null
            ? isPassword(user, password(credentials.password()))
            : AccountAnswers.available(() -> codes.spend(user, code(code)));
    if (!proven) {
      throw AccountAnswers.unauthorized("user_id, password or code: not a pair that is known");
    }
    return AccountAnswers.Authenticated.of(
        AccountAnswers.available(() -> logins.begin(user, device)));
  }

  private boolean isPassword(UserId user, String password) {
    return AccountAnswers.available(() -> accounts.isPasswordOf(user, password));
  }

  private static String code(String code) {
    if (!CODE.matcher(code).matches()) {
      throw RequestRefused.malformed("code: not readable (expected: 6 digits)");
    }
    return code;
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
      @Nullable String userId,
      @Nullable String password,
      @Nullable String code,
      @Nullable String deviceId) {

    @Override
    public String toString() {
      return "Credentials[" + userId + "]";
    }
  }
}
