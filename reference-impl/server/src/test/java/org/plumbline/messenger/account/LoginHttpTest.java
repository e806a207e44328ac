package org.plumbline.messenger.account;

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

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.password.memory-kib", value = "64")
@Property(name = "messenger.login.devices-max", value = "3")
class LoginHttpTest {

  private final HttpCalls node;

  LoginHttpTest(EmbeddedServer server) {
    this.node = new HttpCalls(server.getURI());
  }

  @Test
  void shouldChangeBothTokensWhenRefreshed() {
    Answer login = login(registered(), "phone");

    Answer refreshed = refresh(login);

    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.field("device_id")).isEqualTo("phone");
    assertThat(refreshed.field("user_id")).isEqualTo(login.field("user_id"));
    assertThat(refreshed.field("refresh_token")).isNotEqualTo(login.field("refresh_token"));
    assertThat(devices(refreshed).status()).isEqualTo(200);
    assertThat(devices(login).status()).as("the former access token lives on").isEqualTo(200);
    assertThat(refresh(refreshed).status()).isEqualTo(200);
  }

  @Test
  void shouldEndTheWholeLoginWhenARefreshTokenIsUsedTwice() {
    String user = registered();
    Answer login = login(user, "phone");
    Answer other = login(user, "laptop");
    Answer refreshed = refresh(login);

    assertThat(refresh(login).status()).isEqualTo(401);
    assertThat(refresh(refreshed).status()).as("of the family").isEqualTo(401);
    assertThat(devices(refreshed).status()).as("its access token").isEqualTo(401);
    assertThat(devices(login).status()).isEqualTo(401);
    assertThat(names(devices(other))).containsExactly("laptop");
  }

  @Test
  void shouldRefuseWhatIsNoRefreshToken() {
    Answer login = login(registered(), "phone");
    String token = login.field("refresh_token").toString();
    String access = login.field("token").toString();
    for (String shown :
        List.of("", ".", "a.b", token + "x", "x" + token, token.substring(0, 20), access)) {
      assertThat(node.post("/user/v1/refresh", "{\"refresh_token\":\"" + shown + "\"}").status())
          .as(shown)
          .isIn(401);
    }
    assertThat(node.post("/user/v1/refresh", "{}").status()).isEqualTo(400);
    assertThat(node.get("/user/v1/devices", token).status()).as("no access token").isEqualTo(401);
  }

  @Test
  void shouldEndTheLoginWhenTheDeviceLogsOut() {
    String user = registered();
    Answer phone = login(user, "phone");
    Answer laptop = login(user, "laptop");

    assertThat(post("/user/v1/logout", "{}", phone).status()).isEqualTo(204);

    assertThat(devices(phone).status()).isEqualTo(401);
    assertThat(refresh(phone).status()).isEqualTo(401);
    assertThat(names(devices(laptop))).containsExactly("laptop");
    assertThat(devices(login(user, "phone")).status()).as("a new login").isEqualTo(200);
    assertThat(devices(phone).status()).as("not revived").isEqualTo(401);
  }

  @Test
  void shouldRevokeAnotherDeviceOfTheSameUserOnly() {
    String user = registered();
    Answer phone = login(user, "phone");
    Answer laptop = login(user, "laptop");
    Answer stranger = login(registered(), "tablet");

    assertThat(revoke(stranger, "phone").status()).isEqualTo(404);
    assertThat(devices(phone).status()).isEqualTo(200);
    assertThat(revoke(laptop, "phone").status()).isEqualTo(204);
    assertThat(revoke(laptop, "phone").status()).isEqualTo(404);
    assertThat(devices(phone).status()).isEqualTo(401);
    assertThat(names(devices(laptop))).containsExactly("laptop");
    assertThat(names(devices(stranger))).containsExactly("tablet");
  }

  @Test
  void shouldListDevicesAndMarkTheOneThatAsks() {
    String user = registered();
    login(user, "phone");
    Answer laptop = login(user, "laptop");

    assertThat(list(devices(laptop)))
        .allSatisfy(
            device -> {
              assertThat(device.get("current")).isEqualTo("laptop".equals(device.get("device_id")));
              assertThat(Long.parseLong(String.valueOf(device.get("created_at")))).isPositive();
              assertThat(Long.parseLong(String.valueOf(device.get("last_used_at")))).isPositive();
            })
        .hasSize(2);
  }

  @Test
  void shouldEndTheLoginUsedLeastWhenThereIsOneTooMany() {
    String user = registered();
    Answer first = login(user, "one");
    for (String device : List.of("two", "three", "four")) {
      login(user, device);
    }
    assertThat(devices(first).status()).isEqualTo(401);
    assertThat(names(devices(login(user, "four")))).doesNotContain("one").hasSize(3);
  }

  @Test
  void shouldAskForATokenOnEveryRouteOfALogin() {
    for (String path : List.of("logout", "devices/revoke", "ticket")) {
      Answer stranger = node.post("/user/v1/" + path, "{\"device_id\":\"phone\"}");
      assertThat(stranger.status()).as(path).isEqualTo(401);
      assertThat(stranger.field("code")).isEqualTo("UNAUTHORIZED");
    }
    assertThat(node.get("/user/v1/devices", null).status()).isEqualTo(401);
  }

  private Answer login(String user, String device) {
    Answer answer =
        node.post(
            "/user/v1/auth",
            "{\"user_id\":\"%s\",\"password\":\"correct horse\",\"device_id\":\"%s\"}"
                .formatted(user, device));
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  private Answer refresh(Answer login) {
    return node.post(
        "/user/v1/refresh", "{\"refresh_token\":\"" + login.field("refresh_token") + "\"}");
  }

  private Answer devices(Answer login) {
    return node.get("/user/v1/devices", login.field("token").toString());
  }

  private Answer revoke(Answer login, String device) {
    return post("/user/v1/devices/revoke", "{\"device_id\":\"" + device + "\"}", login);
  }

  private Answer post(String path, String body, Answer login) {
    return node.post(path, body, login.field("token").toString());
  }

  @SuppressWarnings("unchecked") // As the route answers.
  private static List<Map<String, Object>> list(Answer devices) {
    return (List<Map<String, Object>>) devices.field("devices");
  }

  private static List<String> names(Answer devices) {
    return list(devices).stream().map(each -> String.valueOf(each.get("device_id"))).toList();
  }

  private String registered() {
    String user = "u-" + UUID.randomUUID();
    Answer answer =
        node.post(
            "/user/v1/register", "{\"user_id\":\"" + user + "\",\"password\":\"correct horse\"}");
    assertThat(answer.status()).isEqualTo(201);
    return user;
  }
}
