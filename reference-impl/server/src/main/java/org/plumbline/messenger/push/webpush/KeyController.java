package org.plumbline.messenger.push.webpush;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.time.Duration;
import org.plumbline.messenger.http.RequestRefused;

/**
 * {@code GET /user/v1/device/push/key}: the {@code applicationServerKey} to which a browser must
 * subscribe before it can register. Not there when Web Push is not set up.
 */
@Controller("/user/v1/device/push/key")
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(bean = WebPushSender.class)
final class KeyController {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final WebPushSender sender;

  KeyController(WebPushSender sender) {
    this.sender = sender;
  }

  @Get
  Key key() {
    try {
      return new Key(sender.publicKey());
    } catch (IOException e) {
      throw RequestRefused.unavailable("Web Push has no key now", RETRY_AFTER, e);
    }
  }

  /** An uncompressed point of P-256 in base64url. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Key(String publicKey) {}
}
