package org.plumbline.messenger.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.push.webpush.hosts", value = "push.example")
class PushDeviceHttpTest {

  private static final String PATH = "/user/v1/device/push";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final HttpCalls node;
  private final Tokens tokens;
  private final PushDeviceStore store;

  PushDeviceHttpTest(EmbeddedServer server, Tokens tokens, PushDeviceStore store) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.store = store;
  }

  @Test
  void shouldRegisterTokensOwnDeviceWhenItOptsIn() {
    String phone = token("reg", "phone");

    Answer answer = post(phone, apns(TOKEN + "01", "true"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .containsOnlyKeys("device_id", "provider", "opt_in", "registered_at")
        .containsEntry("device_id", "phone")
        .containsEntry("provider", "apns")
        .containsEntry("opt_in", true);
    assertThat(answer.body()).doesNotContain(TOKEN);
    assertThat(node.get(PATH, phone).json()).isEqualTo(answer.json());
    assertThat(node.get(PATH, token("reg", "tablet")).status()).isEqualTo(404);
    assertThat(node.get(PATH, token("stranger", "phone")).status()).isEqualTo(404);
  }

  @Test
  void shouldForgetDeviceWhenItAsks() {
    String phone = token("del", "phone");
    assertThat(post(phone, apns(TOKEN + "02", "true")).status()).isEqualTo(200);

    assertThat(node.delete(PATH, phone).status()).isEqualTo(204);
    assertThat(node.delete(PATH, phone).status()).isEqualTo(404);
    assertThat(store.find(new UserId("del"), new DeviceId("phone"))).isEmpty();
  }

  @Test
  void shouldNameFieldValueAndExpectationWhenRegistrationIsBad() {
    refused("{}", "opt_in: missing (expected: true or false)");
    refused("{\"opt_in\":true}", "provider: null (expected: apns, fcm or webpush)");
    refused(
        "{\"provider\":\"sms\",\"opt_in\":true}", "provider: sms (expected: apns, fcm or webpush)");
    refused(apns("zz", "true"), "token: 2 characters (expected: 16 to 200 hex digits)");
    refused(
        "{\"provider\":\"fcm\",\"opt_in\":true}",
        "token: missing (expected: 16 to 1024 letters, digits, _:.%-)");
    refused(
        "{\"provider\":\"webpush\",\"opt_in\":true}",
        "subscription: missing (expected: endpoint, p256dh and auth)");
    refused(
        webPush("http://169.254.169.254/latest", 65, 16),
        "endpoint: http://169.254.169.254 (expected: https)");
    refused(
        webPush("https://10.0.0.1/x", 65, 16),
        "endpoint: 10.0.0.1 (expected: a host of messenger.push.webpush.hosts)");
    refused(
        webPush("https://push.example/x", 64, 16),
        "p256dh: 64 bytes (expected: 65 bytes in base64url)");
    refused(
        webPush("https://push.example/x", 65, 15),
        "auth: 15 bytes (expected: 16 bytes in base64url)");
  }

  @Test
  void shouldRefuseWhenThereIsNoToken() {
    assertThat(node.get(PATH, null).status()).isEqualTo(401);
    assertThat(node.post(PATH, apns(TOKEN, "true")).status()).isEqualTo(401);
  }

  private void refused(String body, String detail) {
    Answer answer = post(token("bad", "phone"), body);
    assertThat(answer.status()).as(body).isEqualTo(400);
    assertThat(answer.field("detail")).isEqualTo(detail);
  }

  private Answer post(String token, String body) {
    return node.post(PATH, body, token);
  }

  private String token(String user, String device) {
    return tokens.issue(new UserId(user), new DeviceId(device)).token();
  }

  private static String apns(String token, String optIn) {
    return "{\"provider\":\"apns\",\"token\":\"" + token + "\",\"opt_in\":" + optIn + "}";
  }

  private static String webPush(String endpoint, int keyBytes, int authBytes) {
    byte[] key = new byte[keyBytes];
    key[0] = 4;
    return "{\"provider\":\"webpush\",\"opt_in\":true,\"subscription\":{\"endpoint\":\""
        + endpoint
        + "\",\"p256dh\":\""
        + text(key)
        + "\",\"auth\":\""
        + text(new byte[authBytes])
        + "\"}}";
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
