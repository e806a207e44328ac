package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Submission;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/** F-03: friends are asked, accepted, listed and removed, and only friends write to one another. */
class F03FriendsIT {

  private static final long KNOWN_WITHIN_NANOS = 6_000_000_000L;

  private final FeatureWorld world = FeatureWorld.world();

  @Test
  void shouldBecomeFriendsAcrossNodesAndBeListedByBoth() {
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    call(ada, 1, "friend/add", bob).expect(200);
    assertThat(names(bob.at(2).get("/user/v1/friend/requests").expect(200), "incoming"))
        .containsExactly(ada.name());
    assertThat(call(bob, 2, "friend/accept", ada).expect(200).path("state").asText())
        .isEqualTo("friends");

    assertThat(names(ada.at(2).get("/user/v1/friend").expect(200), "friends"))
        .containsExactly(bob.name());
    assertThat(names(bob.at(1).get("/user/v1/frient?limit=1").expect(200), "friends"))
        .containsExactly(ada.name());
  }

  @Test
  void shouldRefuseAMessageBetweenStrangersAndCarryItBetweenFriends() {
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ThreadId.direct(ada.id(), bob.id());
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      assertThat(one.client().send(thread, "do I know you?")).isInstanceOf(Submission.Queued.class);
      ServerFrame.Failure refused = one.inbox().await(ServerFrame.Failure.class, _ -> true);
      assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FRIENDS);

      world.befriend(ada, bob);
      awaitAccepted(one, thread, "hello friend");
      two.inbox().awaitText("hello friend");
      assertThat(two.inbox().shownOf(thread))
          .extracting(message -> message.text())
          .doesNotContain("do I know you?");

      call(bob, 2, "friend/remove", ada).expect(204);
      long refusals = refusals(one);
      long deadline = System.nanoTime() + KNOWN_WITHIN_NANOS;
      while (refusals(one) == refusals && System.nanoTime() < deadline) {
        var queued = (Submission.Queued) one.client().send(thread, "still there?");
        one.inbox().await(Object.class, event -> answers(event, queued));
      }
      assertThat(refusals(one)).as("refused within seconds").isGreaterThan(refusals);
    }
  }

  @Test
  void shouldAnswerPresenceOfAStrangerAsOfOneWhoDoesNotExist() {
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    try (FeatureWorld.Device two = bob.device("phone", 2)) {
      assertThat(two.client().isConnected()).isTrue();
      JsonNode stranger = presence(ada, bob.name());
      JsonNode nobody = presence(ada, "nobody-at-all");
      assertThat(stranger.path("status")).isEqualTo(nobody.path("status"));
      assertThat(stranger.path("last_seen")).isEqualTo(nobody.path("last_seen"));

      world.befriend(ada, bob);
      assertThat(presence(ada, bob.name()).path("status").asText()).isEqualTo("online");
    }
  }

  private static JsonNode presence(FeatureWorld.User asking, String user) {
    return asking.at(1).get("/presence/v1?users=" + user).expect(200).path("presence").get(0);
  }

  private static long refusals(FeatureWorld.Device device) {
    return device.inbox().all(ServerFrame.Failure.class).stream()
        .filter(failure -> failure.code() == ErrorCode.NOT_FRIENDS)
        .count();
  }

  /** Both nodes know of a new friendship within seconds: until then a message may be refused. */
  private static void awaitAccepted(FeatureWorld.Device from, ThreadId thread, String text) {
    long deadline = System.nanoTime() + KNOWN_WITHIN_NANOS;
    while (System.nanoTime() < deadline) {
      var queued = (Submission.Queued) from.client().send(thread, text);
      Object answer = from.inbox().await(Object.class, event -> answers(event, queued));
      if (answer instanceof ServerFrame.Sent) {
        return;
      }
    }
    throw new AssertionError("a friend's message was refused for seconds");
  }

  private static boolean answers(Object event, Submission.Queued queued) {
    return switch (event) {
      case ServerFrame.Sent sent -> sent.tempId().equals(queued.tempId());
      case ServerFrame.Failure failure -> queued.tempId().equals(failure.tempId());
      default -> false;
    };
  }

  private static Calls.Answer call(
      FeatureWorld.User user, int node, String path, FeatureWorld.User other) {
    return user.at(node).post("/user/v1/" + path, Map.of("user_id", other.name()));
  }

  private static List<String> names(JsonNode answer, String field) {
    return answer.path(field).findValuesAsText("user_id");
  }
}
