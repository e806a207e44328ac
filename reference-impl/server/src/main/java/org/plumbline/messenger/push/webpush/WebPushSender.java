package org.plumbline.messenger.push.webpush;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.EndpointRule;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.push.Notification;
import org.plumbline.messenger.push.PushSender;
import org.plumbline.messenger.push.RetryAfter;

/** Encrypted messages to browsers. Nothing of a push service's answer is read but its status. */
final class WebPushSender implements PushSender {

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private final WebPushConfig config;
  private final EndpointRule endpoints;
  private final HttpClient http;
  private final JsonMapper json;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile @Nullable Vapid vapid;

  WebPushSender(
      WebPushConfig config,
      EndpointRule endpoints,
      HttpClient http,
      JsonMapper json,
      InstantSource clock,
      RandomGenerator random) {
    this.config = config;
    this.endpoints = endpoints;
    this.http = http;
    this.json = json;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public PushProvider provider() {
    return PushProvider.WEBPUSH;
  }

  /**
   * What browsers subscribe to.
   *
   * @throws IOException when the key cannot be read
   */
  String publicKey() throws IOException {
    return vapid().publicKey();
  }

  @Override
  public CompletableFuture<Answer> send(
      PushDevice device, Notification notification, Duration keptFor) {
    if (!(device.address() instanceof PushAddress.Subscription subscription)) {
      return CompletableFuture.completedFuture(new Answer.Refused("no subscription"));
    }
    URI endpoint;
    byte[] body;
    try {
      endpoint = endpoints.reachable(subscription.value());
      body =
          Encryption.encrypt(
              json.writeValueAsBytes(notification.data()),
              Point.decoded(Base64.getUrlDecoder().decode(subscription.p256dh())),
              Base64.getUrlDecoder().decode(subscription.auth()),
              random);
    } catch (UnknownHostException e) {
      return CompletableFuture.completedFuture(new Answer.Later(null, "unknown host"));
    } catch (IllegalArgumentException | GeneralSecurityException | IOException e) {
      return CompletableFuture.completedFuture(new Answer.Refused(String.valueOf(e.getMessage())));
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint)
              .timeout(ANSWER_MAX)
              .header("TTL", Long.toString(keptFor.toSeconds()))
              .header("Urgency", "high")
              .header("Topic", notification.collapseId())
              .header("Content-Type", "application/octet-stream")
              .header("Content-Encoding", "aes128gcm")
              .header("Authorization", vapid().authorization(endpoint, clock.instant()))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
          .thenApply(this::answer);
    } catch (IOException e) {
      return CompletableFuture.completedFuture(
          new Answer.Later(null, "messenger.push.webpush: " + e.getMessage()));
    }
  }

  private Answer answer(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Answer.Sent();
    }
    if (status == 404 || status == 410) {
      return new Answer.Gone(null);
    }
    if (status == 429 || status >= 500) {
      String header = response.headers().firstValue("Retry-After").orElse(null);
      return new Answer.Later(RetryAfter.of(header, clock.instant()), Integer.toString(status));
    }
    return new Answer.Refused(Integer.toString(status));
  }

  private Vapid vapid() throws IOException {
    Vapid known = vapid;
    if (known == null) {
      known = Vapid.read(Path.of(config.keyFile()), config.subject());
      vapid = known;
    }
    return known;
  }
}
