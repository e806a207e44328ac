package org.plumbline.messenger.account.webhook;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.account.CodeConfig;
import org.plumbline.messenger.account.CodeSender;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts {@code {user_id, channel, code, expires_in}} as JSON to the configured address, three times
 * at most. Redirects are not followed.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class WebhookCodeSender implements CodeSender {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookCodeSender.class);
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(5);
  private static final int ATTEMPTS_MAX = 3;

  private final CodeConfig config;
  private final JsonMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(ANSWER_TIME_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public WebhookCodeSender(CodeConfig config, JsonMapper json) {
    this.config = config;
    this.json = json;
  }

  @Override
  public boolean isReady() {
    return config.webhook() != null;
  }

  @Override
  public void send(UserId user, String channel, String code, Duration life) {
    URI webhook = config.webhook();
    if (webhook == null) {
      return;
    }
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      try {
        int status = post(webhook, new Body(user.value(), channel, code, life.toSeconds()));
        if (status / 100 == 2) {
          return;
        }
        LOG.warn("a code was not taken at attempt {}: status {}", attempt, status);
      } catch (IOException e) {
        LOG.warn("a code was not taken at attempt {}: {}", attempt, e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int post(URI webhook, Body body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(webhook)
            .timeout(ANSWER_TIME_MAX)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    @Nullable String token = config.webhookToken();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** What the gateway gets; {@code expiresIn} in seconds. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Body(String userId, String channel, String code, long expiresIn) {

    @Override
    public String toString() {
      return "Body[" + userId + "]";
    }
  }
}
