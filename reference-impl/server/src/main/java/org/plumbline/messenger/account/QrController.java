package org.plumbline.messenger.account;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.QrStore.Requester;
import org.plumbline.messenger.http.Fields;
import org.plumbline.messenger.http.RequestRefused;
import org.plumbline.protocol.DeviceId;

/**
 * Login by a QR code: a device without a login shows {@code qr_id} as a code, one with a login
 * scans it, shows its user who asks, and approves; the first one then claims its tokens.
 */
@Controller("/user/v1/qrCode")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class QrController {

  private final QrLogins logins;

  QrController(QrLogins logins) {
    this.logins = logins;
  }

  /** {@code POST .../generate}, without a token: what to show, and what to keep for the claim. */
  @Post("/generate")
  Generated generate(HttpRequest<?> request) {
    // The connection's own address: a header that names another one could name any.
    String address = request.getRemoteAddress().getHostString();
    String agent = request.getHeaders().get(HttpHeaders.USER_AGENT);
    QrLogins.Generated generated =
        AccountAnswers.available(() -> logins.generate(address, agent == null ? "" : agent));
    return new Generated(generated.id(), generated.secret(), generated.life().toSeconds());
  }

  /** {@code POST .../scan}: who asks to be logged in; from here on only this device can approve. */
  @Post("/scan")
  Scanned scan(Authentication caller, @Body Naming naming) {
    String id = required("qr_id", naming.qrId());
    Identity by = Callers.identity(caller);
    Requester requester =
        AccountAnswers.available(() -> logins.scan(id, by)).orElseThrow(QrController::unknown);
    return new Scanned(requester.address(), requester.userAgent());
  }

  /** {@code POST .../approve} by the device that scanned: the showing device is logged in; 204. */
  @Post("/approve")
  HttpResponse<?> approve(Authentication caller, @Body Naming naming) {
    String id = required("qr_id", naming.qrId());
    Identity by = Callers.identity(caller);
    if (!AccountAnswers.available(() -> logins.approve(id, by))) {
      throw unknown();
    }
    return HttpResponse.noContent();
  }

  /**
   * {@code POST .../claim} by the showing device, without a token, again and again: 202 while it
   * waits, 200 with the tokens once, 404 when it is over or the secret is wrong.
   */
  @Post("/claim")
  HttpResponse<?> claim(@Body Claiming claiming) {
    String id = required("qr_id", claiming.qrId());
    String secret = required("secret", claiming.secret());
    DeviceId device = Fields.namedIfThere("device_id", claiming.deviceId(), DeviceId::new);
    return switch (AccountAnswers.available(() -> logins.claim(id, secret, device))) {
      case QrLogins.Progress.Waiting(boolean scanned) ->
          HttpResponse.accepted().body(new Waiting(scanned ? "scanned" : "waiting"));
      case QrLogins.Progress.LoggedIn(Logins.Session session) ->
          HttpResponse.ok(AccountAnswers.Authenticated.of(session));
      case QrLogins.Progress.Gone _ -> throw unknown();
    };
  }

  private static String required(String field, @Nullable String value) {
    if (value == null) {
      throw RequestRefused.malformed(field + ": missing (expected: what generate answered)");
    }
    return value;
  }

  private static RequestRefused unknown() {
    return RequestRefused.of(HttpStatus.NOT_FOUND, "NO_QR_LOGIN", "qr_id: not under way");
  }

  /** What generate answers; {@code expiresIn} in seconds. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Generated(String qrId, String secret, long expiresIn) {

    @Override
    public String toString() {
      return "Generated[" + expiresIn + " s]";
    }
  }

  /** What scan and approve take. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Naming(@Nullable String qrId) {}

  /** What scan answers: where the showing device's request came from, and what it calls itself. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Scanned(String address, String userAgent) {}

  /** What claim takes. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Claiming(@Nullable String qrId, @Nullable String secret, @Nullable String deviceId) {

    @Override
    public String toString() {
      return "Claiming[]";
    }
  }

  /** What claim answers while it waits: {@code waiting} or {@code scanned}. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Waiting(String state) {}
}
