package org.plumbline.messenger.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.memory.MemoryDirectory;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

class PresenceControllerTest {
  private static final UserId ALICE = new UserId("alice");
  private static EmbeddedServer server;
  private static HttpClient client;
  private static String token;

  @BeforeAll
  static void start() {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of("messenger.servers", "memory", "micronaut.server.port", "-1"));
    client = HttpClient.newHttpClient();
    token =
        server
            .getApplicationContext()
            .getBean(Tokens.class)
            .issue(ALICE, new DeviceId("phone"))
            .token();
    bean(SessionDirectory.class).register(ALICE, new DeviceId("phone"));
    bean(Presence.class).seen(List.of(new UserId("bob")), 1_700_000_000_000L);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  private static HttpResponse<String> get(String query, String authorization) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getPort() + "/presence/v1" + query))
            .header("Authorization", authorization)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String query) throws Exception {
    return get(query, "Bearer " + token);
  }

  @Test
  void shouldAnswerInOrderWhenUsersAreAsked() throws Exception {
    var answer = get("?users=bob,alice,carol");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"presence\":["
                + "{\"user_id\":\"bob\",\"status\":\"offline\",\"last_seen\":1700000000000},"
                + "{\"user_id\":\"alice\",\"status\":\"online\",\"last_seen\":null},"
                + "{\"user_id\":\"carol\",\"status\":\"offline\",\"last_seen\":null}]}");
  }

  @Test
  void shouldRefuseWhenTokenIsForged() throws Exception {
    assertThat(get("?users=alice", "Bearer " + token + "x").statusCode()).isEqualTo(401);
  }

  @Test
  void shouldNameFieldValueAndExpectationWhenUsersAreBad() throws Exception {
    var tooMany =
        IntStream.rangeClosed(0, 200).mapToObj(i -> "u" + i).collect(Collectors.joining(","));

    assertThat(get("").statusCode()).isEqualTo(400);
    assertThat(get("?users=").body())
        .contains("users: none (expected: 1 to 200 user ids, separated by commas)");
    assertThat(get("?users=" + tooMany).body())
        .contains("users: too many (expected: 1 to 200 user ids, separated by commas)");
    assertThat(get("?users=alice,b%20b").body())
        .contains("users: b b (expected: letters, digits, '.', '_' or '-')");
    assertThat(get("?users=alice,").statusCode()).isEqualTo(400);
  }

  @Test
  void shouldAskToRetryWhenDirectoryIsAway() throws Exception {
    var directory = bean(MemoryDirectory.class);
    directory.setReachable(false);
    try {
      var answer = get("?users=alice");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    } finally {
      directory.setReachable(true);
    }
  }
}
