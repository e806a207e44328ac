package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.password.memory-kib", value = "64")
class AccountHttpTest {

  private final HttpCalls node;
  private final Tokens tokens;

  AccountHttpTest(EmbeddedServer server, Tokens tokens) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
  }

  @Test
  void shouldGiveTokenOfUserAndDeviceWhenPasswordIsRight() {
    String user = registered();

    Answer answer = node.post("/user/v1/auth", credentials(user, "correct horse", "phone-1"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("device_id")).isEqualTo("phone-1");
    Identity identity = tokens.verify(answer.field("token").toString()).orElseThrow();
    assertThat(identity.user()).isEqualTo(new UserId(user));
    assertThat(identity.device()).isEqualTo(new DeviceId("phone-1"));
    assertThat(answer.field("expiry_time").toString())
        .isEqualTo(Long.toString(identity.expiryEpochSeconds()));
  }

  @Test
  void shouldNameNewDeviceWhenNoneIsGiven() {
    String user = registered();
    String body = "{\"user_id\":\"" + user + "\",\"password\":\"correct horse\"}";

    Object first = node.post("/user/v1/auth", body).field("device_id");
    Object second = node.post("/user/v1/auth", body).field("device_id");

    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void shouldAnswerAlikeWhenUserIsUnknownOrPasswordIsWrong() {
    Answer wrong = node.post("/user/v1/auth", credentials(registered(), "wrong horse", "phone"));
    Answer unknown = node.post("/user/v1/auth", credentials(name(), "wrong horse", "phone"));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown).isEqualTo(wrong);
    assertThat(wrong.field("code")).isEqualTo("UNAUTHORIZED");
  }

  @Test
  void shouldRefuseNameWhenItIsTaken() {
    String user = registered();

    Answer second = node.post("/user/v1/register", registration(user, "another horse"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.field("code")).isEqualTo("USER_ID_TAKEN");
    assertThat(node.post("/user/v1/auth", credentials(user, "another horse", "p")).status())
        .isEqualTo(401);
  }

  @Test
  void shouldRegisterExactlyOneWhenTwoComeAtOnce() throws Exception {
    String user = name();
    List<Callable<Integer>> attempts = new ArrayList<>();
    for (String password : List.of("first password", "second password")) {
      attempts.add(() -> node.post("/user/v1/register", registration(user, password)).status());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> attempt : threads.invokeAll(attempts)) {
        statuses.add(attempt.get());
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(201, 409);
  }

  @Test
  void shouldNameFieldValueAndExpectationWhenInputIsBad() {
    refused("{\"password\":\"long enough\"}", "user_id: missing (expected: a name)");
    refused(
        registration("not a name", "long enough"),
        "user_id: not a name (expected: letters, digits, '.', '_' or '-')");
    refused("{\"user_id\":\"ann\"}", "password: 0 characters (expected: 8 to 128)");
    refused(registration("ann", "short"), "password: 5 characters (expected: 8 to 128)");
    refused(registration("ann", "x".repeat(129)), "password: 129 characters (expected: 8 to 128)");
  }

  @Test
  void shouldUseTheCommonBodyWhenFrameworkRefuses() {
    String token = tokens.issue(new UserId("ann"), new DeviceId("phone")).token();

    Answer noRoute = node.get("/no/such/route", token);
    assertThat(noRoute.status()).isEqualTo(404);
    assertThat(noRoute.field("code")).isEqualTo("NOT_FOUND");
    assertThat(noRoute.json()).containsOnlyKeys("code", "detail");

    Answer wrongMethod = node.get("/user/v1/auth", token);
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.field("code")).isEqualTo("METHOD_NOT_ALLOWED");

    Answer noJson = node.post("/user/v1/register", "{\"user_id\":");
    assertThat(noJson.status()).isEqualTo(400);
    assertThat(noJson.field("code")).isEqualTo("MALFORMED");
    assertThat(noJson.json()).containsOnlyKeys("code", "detail");
  }

  @Test
  void shouldAskForTokenWhenRouteIsNotOpen() {
    for (String path : List.of("/thread/v1", "/thread/v1/d:a:b/messages", "/env", "/no/such")) {
      Answer answer = node.get(path, null);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.field("code")).as(path).isEqualTo("UNAUTHORIZED");
      assertThat(node.get(path, "forged.token.here").status()).as(path).isEqualTo(401);
    }
    for (String path : List.of("/health", "/health/liveness", "/health/readiness", "/prometheus")) {
      assertThat(node.get(path, null).status()).as(path).isEqualTo(200);
    }
  }

  private void refused(String body, String detail) {
    Answer answer = node.post("/user/v1/register", body);
    assertThat(answer.status()).as(body).isEqualTo(400);
    assertThat(answer.field("code")).isEqualTo("MALFORMED");
    assertThat(answer.field("detail")).isEqualTo(detail);
  }

  private String registered() {
    String user = name();
    Answer answer = node.post("/user/v1/register", registration(user, "correct horse"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.field("user_id")).isEqualTo(user);
    return user;
  }

  private static String name() {
    return "u-" + UUID.randomUUID();
  }

  private static String registration(String user, String password) {
    return "{\"user_id\":\"" + user + "\",\"password\":\"" + password + "\"}";
  }

  private static String credentials(String user, String password, String device) {
    return "{\"user_id\":\"%s\",\"password\":\"%s\",\"device_id\":\"%s\"}"
        .formatted(user, password, device);
  }
}
