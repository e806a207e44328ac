package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Submission;
import org.plumbline.messenger.feature.FeatureWorld.Device;
import org.plumbline.messenger.feature.FeatureWorld.User;
import org.plumbline.protocol.ThreadId;

/**
 * F-14: a device that opted in and has no session is woken, at APNs, FCM and a Web Push service;
 * one that has a session, or opted out, is not.
 */
class F14PushIT {

  private static final String ROUTE = "/user/v1/device/push";

  private FeatureWorld world;
  private Providers providers;
  private User ada;

  @BeforeEach
  void begin() {
    world = FeatureWorld.world();
    providers = new Providers(world);
    ada = world.user("ada");
  }

  @Test
  void shouldPushOncePerWindowWithCountWhenDeviceIsAway() {
    User bob = world.user("bob");
    String address = registered(bob, "apns", true);

    say(ada, bob, 5);

    providers.await(address, all -> count(all) >= 5);
    settle();
    List<JsonNode> pushes = providers.received(address);
    assertThat(count(pushes)).as("every message once").isEqualTo(5);
    assertThat(pushes.size()).as("collapsed, not one for each").isLessThan(5);
    for (JsonNode push : pushes) {
      assertThat(push.path("status").asInt()).isEqualTo(200);
      assertThat(push.path("collapse").asText())
          .isEqualTo(pushes.getFirst().path("collapse").asText());
      assertThat(push.at("/payload/message/thread_id").asText())
          .isEqualTo(ada.threadWith(bob).value());
      assertThat(push.at("/payload/message/sender_id").asText()).isEqualTo(ada.name());
      assertThat(push.toString()).as("no words leave us").doesNotContain("secret words");
    }
  }

  @Test
  void shouldPushNothingWhenDeviceIsThereOrOptedOut() {
    User bob = world.user("bob");
    User cem = world.user("cem");
    String there = registered(bob, "fcm", true);
    String optedOut = registered(cem, "fcm", false);
    try (Device phone = bob.device("phone", 2)) {
      say(ada, bob, 3);
      say(ada, cem, 3);
      phone.inbox().awaitText("secret words 2");
      settle();
      assertThat(providers.received(there)).as("online").isEmpty();
      assertThat(providers.received(optedOut)).as("opted out").isEmpty();
    }
  }

  @Test
  void shouldForgetDeviceWhenProviderKnowsItNoMore() {
    User bob = world.user("bob");
    String address = registered(bob, "apns", true);
    providers.behave("apns", address, 410, 0, 1);

    say(ada, bob, 1);

    providers.await(address, all -> all.size() == 1);
    awaitForgotten(bob);
    say(ada, bob, 1);
    settle();
    assertThat(providers.received(address)).as("never asked again").hasSize(1);
  }

  @Test
  void shouldTryAgainWithoutDuplicateWhenProviderIsBusy() {
    User bob = world.user("bob");
    String address = registered(bob, "fcm", true);
    providers.behave("fcm", address, 429, 2, 1);

    say(ada, bob, 1);

    providers.await(address, all -> count(all) >= 1);
    settle();
    List<JsonNode> pushes = providers.received(address);
    assertThat(pushes).extracting(push -> push.path("status").asInt()).containsExactly(429, 200);
    assertThat(pushes.getLast().path("at_ms").asLong() - pushes.getFirst().path("at_ms").asLong())
        .as("not before it was asked to")
        .isGreaterThanOrEqualTo(2_000);
  }

  @Test
  void shouldReachBrowserWhenItSubscribed() {
    User bob = world.user("bob");
    JsonNode subscription = providers.subscribe();
    String endpoint = subscription.path("endpoint").asText();
    bob.at(1)
        .post(ROUTE, Map.of("provider", "webpush", "opt_in", true, "subscription", subscription))
        .expect(200);

    say(ada, bob, 1);

    String id = endpoint.substring(endpoint.lastIndexOf('/') + 1);
    List<JsonNode> pushes = providers.await(id, all -> count(all) >= 1);
    assertThat(pushes.getLast().at("/payload/sender_id").asText()).isEqualTo(ada.name());
    bob.at(2)
        .post(
            ROUTE,
            Map.of(
                "provider",
                "webpush",
                "opt_in",
                true,
                "subscription",
                Map.of("endpoint", "http://169.254.169.254/x", "p256dh", "BA", "auth", "AA")))
        .expect(400);
  }

  /** A device called "phone" that was never connected; its address. */
  private String registered(User user, String provider, boolean optIn) {
    String token =
        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    JsonNode answer =
        user.at(1)
            .post(ROUTE, Map.of("provider", provider, "token", token, "opt_in", optIn))
            .expect(200);
    assertThat(answer.path("device_id").asText()).isEqualTo("phone");
    assertThat(user.at(2).get(ROUTE).expect(200).path("opt_in").asBoolean()).isEqualTo(optIn);
    return token;
  }

  private void say(User from, User to, int times) {
    ThreadId thread = from.threadWith(to);
    try (Device device = from.device("speaker", 1)) {
      for (int i = 0; i < times; i++) {
        Submission.Queued queued =
            (Submission.Queued) device.client().send(thread, "secret words " + i);
        device.inbox().awaitSent(queued.tempId());
      }
    }
  }

  /** Until a push that was asked for later has come: by then an earlier one would have. */
  private void settle() {
    User last = world.user("last");
    String address = registered(last, "apns", true);
    say(ada, last, 1);
    providers.await(address, all -> count(all) >= 1);
  }

  private void awaitForgotten(User user) {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (user.at(1).get(ROUTE).status() != 404) {
      assertThat(System.nanoTime()).as("forgotten within 20 s").isLessThan(deadline);
    }
  }

  /** How many messages the pushes that were taken speak of. */
  private static int count(List<JsonNode> pushes) {
    return pushes.stream()
        .filter(push -> push.path("status").asInt() < 300)
        .mapToInt(
            push -> push.findPath("count").isMissingNode() ? 0 : push.findPath("count").asInt())
        .sum();
  }
}
