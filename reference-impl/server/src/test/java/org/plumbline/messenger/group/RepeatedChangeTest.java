package org.plumbline.messenger.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.directory.Await;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** A change is in force before the history has it, and may be asked for again in between. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.delivery.store-gather", value = "2s")
class RepeatedChangeTest {

  private static final String PATH = "/user/v1/group";
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final HttpCalls node;
  private final Tokens tokens;
  private final UserId ada = new UserId("ada-" + UUID.randomUUID());
  private final UserId cem = new UserId("cem-" + UUID.randomUUID());

  RepeatedChangeTest(EmbeddedServer server, Tokens tokens) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
  }

  private Answer post(String path, String json) {
    return node.post(PATH + path, json, tokens.issue(ada, new DeviceId("phone")).token());
  }

  @Test
  void shouldGiveTheFirstAnswerBeforeTheHistoryHasTheChange() throws Exception {
    Answer created = post("/create", "{\"name\":\"Walks\",\"users\":[]}");
    String group = created.field("group_id").toString();
    String fields = "{\"group_id\":\"" + group + "\",\"users\":[\"" + cem + "\"],\"temp_id\":";
    String invite = fields + "\"once\"}";
    CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> post("/invite", invite));
    String token = tokens.issue(ada, new DeviceId("phone")).token();
    Await.until(
        "it is in force",
        BOUND,
        () -> node.get(PATH + "/" + group + "/members", token).body().contains(cem.value()));
    assertThat(first).as("waits for the history").isNotDone();

    Answer second = post("/invite", invite);

    assertThat(second.status()).as(second.body()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.get(10, TimeUnit.SECONDS).body());
    assertThat(post("/invite", fields + "\"another\"}").field("code"))
        .isEqualTo("NOTHING_TO_CHANGE");
  }
}
