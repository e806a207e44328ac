package org.plumbline.messenger.push.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.push.Notification;
import org.plumbline.messenger.push.PushSender;

/**
 * Alerts to Apple's devices. The connection is made at the first push. What the app shows comes
 * from its own translations ({@code NEW_MESSAGES} with the count), since the words stay with us.
 */
@Singleton
@Requires(property = "messenger.push.apns.key-file")
final class ApnsSender implements PushSender {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** Tokens that no device will ever answer to, besides those with status 410. */
  private static final Set<String> NO_DEVICE =
      Set.of("BadDeviceToken", "DeviceTokenNotForTopic", "Unregistered", "ExpiredToken");

  private static final Set<String> OUR_TOKEN = Set.of("ExpiredProviderToken");

  private final ApnsConfig config;
  private final InstantSource clock;
  private @Nullable ApnsClient client;

  ApnsSender(ApnsConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public PushProvider provider() {
    return PushProvider.APNS;
  }

  @Override
  public CompletableFuture<Answer> send(
      PushDevice device, Notification notification, Duration keptFor) {
    SimpleApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder();
    if (notification.last().preview().isEmpty()) {
      payload.setLocalizedAlertMessage("NEW_MESSAGES", Integer.toString(notification.count()));
    } else {
      payload.setAlertBody(notification.last().preview());
    }
    payload.setThreadId(notification.collapseId()).setMutableContent(true).setSound("default");
    payload.addCustomProperty("message", notification.data());
    var push =
        new SimpleApnsPushNotification(
            device.address().value(),
            config.topic(),
            payload.build(),
            clock.instant().plus(keptFor),
            DeliveryPriority.IMMEDIATE,
            PushType.ALERT,
            notification.collapseId());
    try {
      return client().sendNotification(push).thenApply(ApnsSender::answer);
    } catch (IOException | GeneralSecurityException e) {
      return CompletableFuture.completedFuture(
          new Answer.Later(null, "messenger.push.apns: " + e.getMessage()));
    }
  }

  private static Answer answer(PushNotificationResponse<SimpleApnsPushNotification> response) {
    if (response.isAccepted()) {
      return new Answer.Sent();
    }
    String reason = response.getRejectionReason().orElse("");
    int status = response.getStatusCode();
    if (status == 410 || NO_DEVICE.contains(reason)) {
      return new Answer.Gone(response.getTokenInvalidationTimestamp().orElse(null));
    }
    if (status == 429 || status >= 500 || OUR_TOKEN.contains(reason)) {
      return new Answer.Later(null, status + " " + reason);
    }
    return new Answer.Refused(status + " " + reason);
  }

  private synchronized ApnsClient client() throws IOException, GeneralSecurityException {
    if (client == null) {
      ApnsClientBuilder builder =
          new ApnsClientBuilder()
              .setApnsServer(config.host(), config.port())
              .setConnectionTimeout(CONNECT_MAX)
              .setSigningKey(
                  ApnsSigningKey.loadFromPkcs8File(
                      new File(config.keyFile()), config.teamId(), config.keyId()));
      if (config.trustedFile() != null) {
        builder.setTrustedServerCertificateChain(new File(config.trustedFile()));
      }
      client = builder.build();
    }
    return client;
  }

  @PreDestroy
  synchronized void close() {
    ApnsClient made = client;
    if (made != null) {
      var _ = made.close();
    }
  }
}
