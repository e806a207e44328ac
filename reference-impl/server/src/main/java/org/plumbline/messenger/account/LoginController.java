package org.plumbline.messenger.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.http.Fields;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.DeviceId;

/** A login after it began: refreshed, listed, ended; and the ticket for its socket. */
@Controller("/user/v1")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class LoginController {

  private final Logins logins;
  private final Tickets tickets;

  LoginController(Logins logins, Tickets tickets) {
    this.logins = logins;
    this.tickets = tickets;
  }

  /**
   * {@code POST /user/v1/refresh}: a new access token and a new refresh token for a refresh token
   * that was not used before. Using one twice ends the device's login, since one of the two users
   * of it is a thief. Needs no access token, which may have ended.
   */
  @Post("/refresh")
  AccountAnswers.Authenticated refresh(@Body Refreshing shown) {
    String token = shown.refreshToken();
    if (token == null) {
      throw RequestRefused.malformed("refresh_token: missing (expected: what a login answered)");
    }
    return AccountAnswers.available(() -> logins.refresh(token))
        .map(AccountAnswers.Authenticated::of)
        .orElseThrow(() -> AccountAnswers.unauthorized("refresh_token: not one that counts"));
  }

  /** {@code POST /user/v1/logout}: ends the login of the device that asks; 204. */
  @Post("/logout")
  HttpResponse<?> logout(Authentication caller) {
    Identity identity = Callers.identity(caller);
    var _ = AccountAnswers.available(() -> logins.end(identity.user(), identity.device()));
    return HttpResponse.noContent();
  }

  /** {@code GET /user/v1/devices}: the caller's devices that are logged in, last used first. */
  @Get("/devices")
  Devices devices(Authentication caller) {
    Identity identity = Callers.identity(caller);
    return new Devices(
        AccountAnswers.available(() -> logins.of(identity.user())).stream()
            .map(
                login ->
                    new Device(
                        login.device().value(),
                        login.since().toEpochMilli(),
                        login.lastUsed().toEpochMilli(),
                        login.device().equals(identity.device())))
            .toList());
  }

  /** {@code POST /user/v1/devices/revoke}: ends the login of a device of the caller; 204, 404. */
  @Post("/devices/revoke")
  HttpResponse<?> revoke(Authentication caller, @Body Revoking revoking) {
    DeviceId device = Fields.named("device_id", revoking.deviceId(), DeviceId::new);
    Identity identity = Callers.identity(caller);
    if (!AccountAnswers.available(() -> logins.end(identity.user(), device))) {
      throw RequestRefused.of(
          HttpStatus.NOT_FOUND, "NO_DEVICE", "device_id: " + device + " (not logged in)");
    }
    return HttpResponse.noContent();
  }

  /**
   * {@code POST /user/v1/ticket}: a ticket for {@code GET /ws?ticket=...}, good for one upgrade
   * within {@code expires_in} seconds. The socket ends when the token ends that asked for it.
   */
  @Post("/ticket")
  Ticket ticket(Authentication caller) {
    Tickets.Issued issued = AccountAnswers.available(() -> tickets.issue(Callers.identity(caller)));
    return new Ticket(issued.ticket(), issued.expiresInSeconds());
  }

  /** What refresh takes. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Refreshing(@Nullable String refreshToken) {

    @Override
    public String toString() {
      return "Refreshing[]";
    }
  }

  /** What revoke takes. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Revoking(@Nullable String deviceId) {}

  /** What devices answers. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Devices(List<Device> devices) {}

  /**
   * A device that is logged in.
   *
   * @param createdAt when it logged in, in milliseconds since 1970
   * @param lastUsedAt when it last logged in or refreshed, likewise
   * @param current whether it is the device that asks
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Device(String deviceId, long createdAt, long lastUsedAt, boolean current) {}

  /** What ticket answers; {@code expiresIn} in seconds. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Ticket(String ticket, long expiresIn) {

    @Override
    public String toString() {
      return "Ticket[" + expiresIn + " s]";
    }
  }
}
