package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/** F-18: the gateway bounds what one device and one user may ask, with the default settings. */
class F18RateLimitIT {

  @Test
  void shouldThrottleHintsOfADeviceWhileItsMessagesGoOn() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      for (int i = 0; i < 300; i++) {
        one.client().typing(thread, i % 2 == 0);
      }
      ServerFrame.Failure refused =
          one.inbox()
              .await(ServerFrame.Failure.class, failure -> failure.code() == ErrorCode.THROTTLED);
      assertThat(refused.retryAfterMillis()).isPositive();
      assertThat(refused.code().definitelyNotDone()).isTrue();
      one.client().send(thread, "still here");
      two.inbox().awaitText("still here");
    }
    assertThat(new NodeMetrics(world).sum("messenger_throttled_total", "what=\"typing\""))
        .isPositive();
  }

  @Test
  void shouldAnswer429WithATimeWhenAUserAsksTooMuchAndServeOthers() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User heavy = world.user("heavy");
    FeatureWorld.User light = world.user("light");
    HttpRequest request =
        HttpRequest.newBuilder(
                world.environment().node("node-1").http().resolve("/thread/v1?limit=0"))
            .header("Authorization", "Bearer " + heavy.token())
            .build();
    List<HttpResponse<String>> refused = new ArrayList<>();
    for (int round = 0; round < 60 && refused.isEmpty(); round++) {
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        asked.add(world.http().sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      asked.stream()
          .map(CompletableFuture::join)
          .filter(answer -> answer.statusCode() == 429)
          .forEach(refused::add);
    }
    assertThat(refused).as("answers 429").isNotEmpty();
    HttpResponse<String> first = refused.getFirst();
    assertThat(first.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    assertThat(first.body()).contains("\"code\":\"THROTTLED\"", "\"detail\":");
    light.at(1).get("/thread/v1").expect(200);
  }
}
