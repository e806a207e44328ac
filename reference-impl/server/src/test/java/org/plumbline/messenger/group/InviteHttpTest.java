package org.plumbline.messenger.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;

/** Only friends are brought into a group. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.friend.required", value = "true")
@Property(name = "messenger.password.memory-kib", value = "64")
class InviteHttpTest {

  private final HttpCalls node;

  InviteHttpTest(EmbeddedServer server) {
    this.node = new HttpCalls(server.getURI());
  }

  private String registered(String name) {
    String json = "{\"user_id\":\"%s\",\"password\":\"correct horse\"}".formatted(name);
    assertThat(node.post("/user/v1/register", json).status()).isEqualTo(201);
    return node.post("/user/v1/auth", json).field("token").toString();
  }

  private Answer create(String token, String user) {
    return node.post(
        "/user/v1/group/create", "{\"name\":\"Walks\",\"users\":[\"" + user + "\"]}", token);
  }

  @Test
  void shouldBringInAFriendAndNobodyElse() {
    String ada = "ada-" + UUID.randomUUID();
    String bob = "bob-" + UUID.randomUUID();
    String ours = registered(ada);
    String his = registered(bob);
    Answer refused = create(ours, bob);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.field("code")).isEqualTo("NOT_FRIENDS");
    node.post("/user/v1/friend/add", "{\"user_id\":\"" + bob + "\"}", ours);
    assertThat(create(ours, bob).status()).as("asked, not answered yet").isEqualTo(403);
    node.post("/user/v1/friend/add", "{\"user_id\":\"" + ada + "\"}", his);
    assertThat(create(ours, bob).status()).isEqualTo(201);
    assertThat(node.get("/user/v1/group", his).body()).contains("Walks");
  }
}
