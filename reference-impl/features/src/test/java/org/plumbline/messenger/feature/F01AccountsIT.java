package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * F-01, and F-19's side of tokens: login with password or code, refresh, revocation, tickets; on
 * two nodes that share the stores.
 */
class F01AccountsIT {

  private static final Duration REVOKED_WITHIN = Duration.ofSeconds(5);

  private final FeatureWorld world = FeatureWorld.world();

  @Test
  void shouldRefreshOnTheOtherNodeAndEndTheLoginWhenATokenIsUsedTwice() {
    FeatureWorld.User ada = world.user("ada");
    JsonNode login = logIn(ada, "phone");
    JsonNode refreshed = refresh(2, login).expect(200);
    assertThat(refreshed.path("token").asText()).isNotEmpty();
    assertThat(refresh(1, refreshed).expect(200).path("device_id").asText()).isEqualTo("phone");

    refresh(2, login).expect(401);

    for (int node = 1; node <= 2; node++) {
      awaitStatus(node, refreshed, 401);
      awaitStatus(node, login, 401);
    }
  }

  @Test
  void shouldCloseTheSocketOnTheOtherNodeWhenTheDeviceIsRevoked() throws Exception {
    FeatureWorld.User ada = world.user("ada");
    JsonNode phone = logIn(ada, "phone");
    JsonNode laptop = logIn(ada, "laptop");
    try (RawSocket lost = socket(2, phone);
        RawSocket kept = socket(2, laptop)) {
      assertThat(lost.welcome()).contains("\"phone\"");

      as(1, laptop).post("/user/v1/devices/revoke", Map.of("device_id", "phone")).expect(204);

      assertThat(lost.closeCode()).isEqualTo(1008);
      assertThat(kept.isOpen()).isTrue();
      awaitStatus(1, phone, 401);
      awaitStatus(2, phone, 401);
      refresh(2, phone).expect(401);
      JsonNode devices = as(2, laptop).get("/user/v1/devices").expect(200).path("devices");
      assertThat(devices).hasSize(1);
      assertThat(devices.get(0).path("device_id").asText()).isEqualTo("laptop");
      assertThat(devices.get(0).path("current").asBoolean()).isTrue();
    }
  }

  @Test
  void shouldCloseTheSocketWhenItsDeviceLogsOutOnAnotherNodeAndTakeALaterLogin() throws Exception {
    FeatureWorld.User ada = world.user("ada");
    JsonNode phone = logIn(ada, "phone");
    try (RawSocket socket = socket(1, phone)) {
      as(2, phone).post("/user/v1/logout", Map.of()).expect(204);
      assertThat(socket.closeCode()).isEqualTo(1008);
    }
    JsonNode again = logIn(ada, "phone");
    try (RawSocket socket = socket(2, again)) {
      assertThat(socket.isOpen()).isTrue();
    }
    awaitStatus(2, phone, 401);
    as(2, again).get("/user/v1/devices").expect(200);
  }

  @Test
  void shouldTakeATicketOnceOnAnyNode() throws Exception {
    FeatureWorld.User ada = world.user("ada");
    JsonNode phone = logIn(ada, "phone");
    String ticket = ticket(1, phone);
    try (RawSocket socket = RawSocket.open(world.http(), webSocket(2), ticket)) {
      assertThat(socket.welcome()).contains(ada.name());
    }
    assertThat(RawSocket.refusal(world.http(), webSocket(1), ticket)).isEqualTo(401);
    assertThat(RawSocket.refusal(world.http(), webSocket(2), "A".repeat(43))).isEqualTo(401);
    String late = ticket(1, phone);
    as(1, phone).post("/user/v1/logout", Map.of()).expect(204);
    assertThat(RawSocket.refusal(world.http(), webSocket(1), late)).isEqualTo(401);
  }

  @Test
  void shouldLogInWithTheCodeThatTheWebhookGotOnce() {
    FeatureWorld.User ada = world.user("ada");
    Calls.to(world, 1)
        .post("/user/v1/code", Map.of("user_id", ada.name(), "channel", "mail"))
        .expect(202);
    JsonNode posted = world.codes().await(ada.name());
    assertThat(posted.path("channel").asText()).isEqualTo("mail");
    Map<String, String> proof = Map.of("user_id", ada.name(), "code", posted.path("code").asText());

    JsonNode login = Calls.to(world, 2).post("/user/v1/auth", proof).expect(200);

    as(1, login).get("/user/v1/devices").expect(200);
    Calls.to(world, 1).post("/user/v1/auth", proof).expect(401);
  }

  private JsonNode logIn(FeatureWorld.User user, String device) {
    return Calls.to(world, 1)
        .post(
            "/user/v1/auth",
            Map.of("user_id", user.name(), "password", user.password(), "device_id", device))
        .expect(200);
  }

  private Calls as(int node, JsonNode login) {
    return Calls.to(world, node).as(login.path("token").asText());
  }

  private Calls.Answer refresh(int node, JsonNode login) {
    return Calls.to(world, node)
        .post("/user/v1/refresh", Map.of("refresh_token", login.path("refresh_token").asText()));
  }

  private String ticket(int node, JsonNode login) {
    return as(node, login).post("/user/v1/ticket", Map.of()).expect(200).path("ticket").asText();
  }

  private RawSocket socket(int node, JsonNode login) throws Exception {
    return RawSocket.open(world.http(), webSocket(node), ticket(3 - node, login));
  }

  private URI webSocket(int node) {
    return world.environment().node("node-" + node).webSocket();
  }

  /** Asks again until the status is there: what another node ended is known within seconds. */
  private void awaitStatus(int node, JsonNode login, int status) {
    long deadline = System.nanoTime() + REVOKED_WITHIN.toNanos();
    int last;
    do {
      last = as(node, login).get("/user/v1/devices").status();
    } while (last != status && System.nanoTime() < deadline);
    assertThat(last).as("status on node %d", node).isEqualTo(status);
  }
}
