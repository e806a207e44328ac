package org.plumbline.messenger.push.fcm;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.push.Notification;
import org.plumbline.messenger.push.PushSender;
import org.plumbline.messenger.push.RetryAfter;

/**
 * Messages of data alone, so that the app decides what it shows. The account is read, and the
 * bearer token fetched, at the first push.
 */
@Singleton
@Requires(property = "messenger.push.fcm.account-file")
final class FcmSender implements PushSender {

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(1);
  private static final int ANSWER_BYTES_MAX = 64 * 1024;

  /** What FCM asks for where it names no time of its own. */
  private static final Duration QUOTA_PAUSE = Duration.ofSeconds(60);

  private record Bearer(String token, Instant until) {}

  private final FcmConfig config;
  private final HttpClient http;
  private final JsonMapper json;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FcmAccount account;
  private @Nullable Bearer bearer;

  FcmSender(
      FcmConfig config, @Named("push") HttpClient http, JsonMapper json, InstantSource clock) {
    this.config = config;
    this.http = http;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public PushProvider provider() {
    return PushProvider.FCM;
  }

  @Override
  public CompletableFuture<Answer> send(
      PushDevice device, Notification notification, Duration keptFor) {
    try {
      HttpRequest request = request(device, notification, keptFor);
      return http.sendAsync(request, text()).thenApply(this::answer);
    } catch (IOException e) {
      return CompletableFuture.completedFuture(
          new Answer.Later(null, "messenger.push.fcm: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private HttpRequest request(PushDevice device, Notification notification, Duration keptFor)
      throws IOException, InterruptedException {
    Map<String, Object> message =
        Map.of(
            "token", device.address().value(),
            "data", notification.data(),
            "android",
                Map.of(
                    "collapse_key",
                    notification.collapseId(),
                    "priority",
                    "HIGH",
                    "ttl",
                    keptFor.toSeconds() + "s"));
    String token = token();
    URI uri = config.uri().resolve("/v1/projects/" + account().project() + "/messages:send");
    return HttpRequest.newBuilder(uri)
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofByteArray(
                json.writeValueAsBytes(Map.of("message", message))))
        .build();
  }

  private Answer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    String body = response.body();
    Duration after =
        RetryAfter.of(response.headers().firstValue("Retry-After").orElse(null), clock.instant());
    if (status == 200) {
      return new Answer.Sent();
    }
    if (status == 404 && body.contains("\"UNREGISTERED\"")) {
      return new Answer.Gone(null);
    }
    if (status == 401) {
      forgetToken();
      return new Answer.Later(null, "401");
    }
    if (status == 429) {
      return new Answer.Later(after == null ? QUOTA_PAUSE : after, "429");
    }
    return status >= 500
        ? new Answer.Later(after, Integer.toString(status))
        : new Answer.Refused(Integer.toString(status));
  }

  private String token() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      Bearer known = bearer;
      if (known == null || !clock.instant().isBefore(known.until())) {
        known = fetched();
        bearer = known;
      }
      return known.token();
    } finally {
      lock.unlock();
    }
  }

  private void forgetToken() {
    lock.lock();
    try {
      bearer = null;
    } finally {
      lock.unlock();
    }
  }

  private Bearer fetched() throws IOException, InterruptedException {
    FcmAccount of = account();
    Instant now = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(of.tokenUri())
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                        + of.assertion(now)))
            .build();
    HttpResponse<String> response = http.send(request, text());
    if (response.statusCode() != 200) {
      throw new IOException("no bearer token: status " + response.statusCode());
    }
    Map<String, Object> fields =
        json.readValue(response.body(), Argument.mapOf(String.class, Object.class));
    if (fields.get("access_token") instanceof String token
        && fields.get("expires_in") instanceof Number seconds) {
      return new Bearer(token, now.plusSeconds(seconds.longValue()).minus(RENEW_BEFORE));
    }
    throw new IOException("no bearer token in the answer");
  }

  private FcmAccount account() throws IOException {
    lock.lock();
    try {
      FcmAccount known = account;
      if (known == null) {
        known = FcmAccount.read(Path.of(config.accountFile()), config.tokenUri(), json);
        account = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.limiting(
        HttpResponse.BodyHandlers.ofString(), ANSWER_BYTES_MAX);
  }
}
