package org.plumbline.messenger.friend;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
class FriendHttpTest {

  private static final List<String> CHANGES = List.of("add", "accept", "reject", "remove");

  private final HttpCalls node;
  private final Tokens tokens;
  private final Friendships friendships;

  FriendHttpTest(EmbeddedServer server, Tokens tokens, Friendships friendships) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.friendships = friendships;
  }

  @Test
  void shouldBecomeFriendsAndPartUnderEitherSpelling() {
    for (String path : List.of("friend", "frient")) {
      String ada = name("ada");
      String bob = name("bob");
      assertThat(call(ada, path + "/add", bob).field("state")).isEqualTo("requested");
      assertThat(names(get(bob, path + "/requests"), "incoming")).containsExactly(ada);
      assertThat(names(get(ada, path + "/requests"), "outgoing")).containsExactly(bob);
      assertThat(call(bob, path + "/accept", ada).field("state")).isEqualTo("friends");
      assertThat(areFriends(ada, bob)).isTrue();
      assertThat(names(get(ada, path), "friends")).containsExactly(bob);
      assertThat(call(ada, path + "/remove", bob).status()).isEqualTo(204);
      assertThat(areFriends(ada, bob)).isFalse();
      assertThat(names(get(bob, path), "friends")).isEmpty();
      call(ada, path + "/add", bob);
      assertThat(call(bob, path + "/reject", ada).status()).isEqualTo(204);
      assertThat(names(get(bob, path + "/requests"), "incoming")).isEmpty();
    }
  }

  @Test
  void shouldListFriendsInPagesWhenThereAreMany() {
    String ada = name("ada");
    List<String> others = List.of(name("b"), name("c"), name("d"));
    for (String other : others) {
      call(ada, "friend/add", other);
      assertThat(call(other, "friend/add", ada).field("state")).isEqualTo("friends");
    }

    Answer first = get(ada, "friend?limit=2");
    Answer second = get(ada, "friend?limit=2&cursor=" + first.field("next"));

    assertThat(names(first, "friends")).isEqualTo(others.subList(0, 2));
    assertThat(names(second, "friends")).isEqualTo(others.subList(2, 3));
    assertThat(second.json().get("next")).isNull();
  }

  @Test
  void shouldChangeNothingWhenAThirdOneOrAStrangerMeddles() {
    String ada = name("ada");
    String bob = name("bob");
    String mallory = name("mallory");
    call(ada, "friend/add", bob);
    for (String change : List.of("accept", "reject", "remove")) {
      assertThat(call(mallory, "friend/" + change, ada).status()).as(change).isEqualTo(404);
      assertThat(call(mallory, "friend/" + change, bob).status()).as(change).isEqualTo(404);
    }
    for (String change : CHANGES) {
      String body = "{\"user_id\":\"" + bob + "\"}";
      assertThat(node.post("/user/v1/friend/" + change, body).status()).isEqualTo(401);
      assertThat(node.post("/user/v1/frient/" + change, body, "a.b.c").status()).isEqualTo(401);
    }
    assertThat(call(ada, "friend/accept", bob).status()).as("who asked").isEqualTo(404);
    assertThat(names(get(bob, "friend/requests"), "incoming")).containsExactly(ada);
    assertThat(names(get(mallory, "friend/requests"), "incoming")).isEmpty();
    assertThat(areFriends(ada, bob)).isFalse();
  }

  @Test
  void shouldAnswerAlikeWhetherTheUserExistsOrNot() {
    Answer answer = call(name("ada"), "friend/add", "nobody-at-all");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("state")).isEqualTo("requested");
  }

  @Test
  void shouldTakeTheUserFromTheTokenWhateverTheBodySays() {
    String ada = name("ada");
    String bob = name("bob");
    String body = "{\"user_id\":\"" + bob + "\",\"from\":\"" + ada + "\",\"sender\":\"x\"}";

    assertThat(node.post("/user/v1/friend/add", body, token(name("eve"))).status()).isEqualTo(200);
    assertThat(names(get(bob, "friend/requests"), "incoming"))
        .allSatisfy(name -> assertThat(name).startsWith("eve"));
  }

  @Test
  void shouldNameFieldValueAndExpectationWhenInputIsBad() {
    String ada = name("ada");
    assertThat(call(ada, "friend/add", ada).field("detail"))
        .isEqualTo("user_id: " + ada + " (expected: another user)");
    assertThat(node.post("/user/v1/friend/add", "{}", token(ada)).field("detail"))
        .isEqualTo("user_id: missing (expected: a name)");
    for (String limit : List.of("0", "101", "-1")) {
      assertThat(get(ada, "friend?limit=" + limit).field("detail"))
          .isEqualTo("limit: " + limit + " (expected: 1 to 100)");
    }
    assertThat(get(ada, "friend?limit=x").status()).isEqualTo(400);
    assertThat(get(ada, "friend?cursor=%20").status()).isEqualTo(400);
  }

  private boolean areFriends(String one, String other) {
    return friendships.areFriends(new UserId(one), new UserId(other));
  }

  private Answer call(String user, String path, String other) {
    return node.post("/user/v1/" + path, "{\"user_id\":\"" + other + "\"}", token(user));
  }

  private Answer get(String user, String path) {
    return node.get("/user/v1/" + path, token(user));
  }

  @SuppressWarnings("unchecked") // As the route answers.
  private static List<String> names(Answer answer, String field) {
    return ((List<Map<String, Object>>) answer.field(field))
        .stream().map(each -> String.valueOf(each.get("user_id"))).toList();
  }

  private String token(String user) {
    return tokens.issue(new UserId(user), new DeviceId("phone")).token();
  }

  private static String name(String hint) {
    return hint + "-" + UUID.randomUUID();
  }
}
