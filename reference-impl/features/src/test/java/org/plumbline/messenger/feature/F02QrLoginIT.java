package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** F-02: a device without a login shows a code, and one with a login lets it in. */
class F02QrLoginIT {

  private final FeatureWorld world = FeatureWorld.world();

  @Test
  void shouldLogTheShowingDeviceInOnceAcrossNodes() throws Exception {
    FeatureWorld.User ada = world.user("ada");
    JsonNode shown = generate(1);
    claim(2, shown, secret(shown)).expect(202);
    JsonNode scanned = qr(ada.at(2), "scan", shown).expect(200);
    assertThat(scanned.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(scanned.path("user_agent").asText()).contains("Java-http-client");
    assertThat(claim(1, shown, secret(shown)).expect(202).path("state").asText())
        .isEqualTo("scanned");
    qr(ada.at(1), "approve", shown).expect(204);

    JsonNode login = claim(2, shown, secret(shown)).expect(200);

    assertThat(login.path("user_id").asText()).isEqualTo(ada.name());
    claim(1, shown, secret(shown)).expect(404);
    qr(ada.at(1), "scan", shown).expect(404);
    Calls asBrowser = Calls.to(world, 1).as(login.path("token").asText());
    String ticket = asBrowser.post("/user/v1/ticket", Map.of()).expect(200).path("ticket").asText();
    try (RawSocket socket =
        RawSocket.open(world.http(), world.environment().node("node-2").webSocket(), ticket)) {
      assertThat(socket.welcome()).contains(ada.name(), login.path("device_id").asText());
    }
    assertThat(ada.at(2).get("/user/v1/devices").expect(200).path("devices"))
        .as("the new login is seen by the user's other devices")
        .anySatisfy(
            device ->
                assertThat(device.path("device_id").asText())
                    .isEqualTo(login.path("device_id").asText()));
  }

  @Test
  void shouldGiveNothingToWhoSawTheCodeButDoesNotShowIt() {
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User mallory = world.user("mallory");
    JsonNode shown = generate(1);
    qr(Calls.to(world, 1), "scan", shown).expect(401);
    qr(Calls.to(world, 1), "approve", shown).expect(401);
    qr(ada.at(1), "approve", shown).expect(404);
    qr(ada.at(1), "scan", shown).expect(200);
    qr(mallory.at(2), "scan", shown).expect(404);
    qr(mallory.at(2), "approve", shown).expect(404);
    qr(Calls.to(world, 1).as(ada.token("tablet")), "approve", shown).expect(404);
    claim(1, shown, secret(shown)).expect(202);
    qr(ada.at(2), "approve", shown).expect(204);

    claim(2, shown, "guessed").expect(404);
    claim(2, shown, shown.path("qr_id").asText()).expect(404);
    claim(2, shown, secret(shown)).expect(200);
  }

  private JsonNode generate(int node) {
    JsonNode shown = Calls.to(world, node).post("/user/v1/qrCode/generate", Map.of()).expect(200);
    assertThat(shown.path("expires_in").asLong()).isEqualTo(60);
    return shown;
  }

  private static String secret(JsonNode shown) {
    return shown.path("secret").asText();
  }

  private static Calls.Answer qr(Calls calls, String step, JsonNode shown) {
    return calls.post("/user/v1/qrCode/" + step, Map.of("qr_id", shown.path("qr_id").asText()));
  }

  private Calls.Answer claim(int node, JsonNode shown, String secret) {
    return Calls.to(world, node)
        .post(
            "/user/v1/qrCode/claim",
            Map.of("qr_id", shown.path("qr_id").asText(), "secret", secret));
  }
}
