package org.plumbline.probes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Accounts, tokens, the QR login. */
final class AccountProbes {

  private AccountProbes() {}

  static List<Probe> all() {
    return List.of(
        new Probe(
            "token_with_expiry",
            "POST /user/v1/auth takes a user id and a password and answers a token and when it"
                + " ends; a wrong password gets nothing.",
            AccountProbes::tokenWithExpiry),
        new Probe(
            "token_needed_before_chat",
            "Without a token, or with a forged one, no route and no socket is reached.",
            AccountProbes::tokenNeeded),
        new Probe(
            "sessions_shared_by_nodes",
            "A token that one node gave out is good on every node.",
            AccountProbes::shared),
        new Probe(
            "qr_code_has_an_id",
            "POST /user/v1/qrCode/generate answers the id of a QR code.",
            AccountProbes::qrGenerated),
        new Probe(
            "qr_login",
            "A device that shows a QR code gets a token once a logged-in device has approved it,"
                + " and only once.",
            AccountProbes::qrLogin));
  }

  private static void tokenWithExpiry(World world) throws Exception {
    Person ada = world.person("ada");
    JsonNode answer =
        world
            .stranger(1)
            .post(
                "/user/v1/auth",
                Map.of("user_id", ada.name(), "password", World.PASSWORD, "device_id", "tablet"))
            .expect(200);
    ProbeFailed.unless(
        !answer.path("token").asText().isEmpty() && answer.path("expiry_time").asLong() > 0,
        "answered without a token or an expiry_time: fields " + names(answer));
    int wrong =
        world
            .stranger(0)
            .post("/user/v1/auth", Map.of("user_id", ada.name(), "password", "not the password"))
            .status();
    ProbeFailed.unless(wrong == 401, "a wrong password was answered " + wrong);
  }

  private static List<String> names(JsonNode answer) {
    return List.copyOf(answer.properties().stream().map(Map.Entry::getKey).toList());
  }

  private static void tokenNeeded(World world) throws Exception {
    for (String path : List.of("/thread/v1", "/presence/v1?users=ada", "/user/v1/friend")) {
      int without = world.stranger(0).get(path).status();
      ProbeFailed.unless(without == 401, path + " without a token: " + without);
      int forged = world.calls(1, "a.b.c").get(path).status();
      ProbeFailed.unless(forged == 401, path + " with a forged token: " + forged);
    }
    int socket = world.stranger(0).get("/ws").status();
    ProbeFailed.unless(socket / 100 == 4, "/ws without a token: " + socket);
  }

  private static void shared(World world) throws Exception {
    Person ada = world.person("ada");
    ada.at(0).get("/thread/v1").expect(200);
    ada.at(1).get("/thread/v1").expect(200);
  }

  private static void qrGenerated(World world) throws Exception {
    JsonNode code = world.stranger(0).post("/user/v1/qrCode/generate", Map.of()).expect(200);
    ProbeFailed.unless(code.path("qr_id").asText().length() >= 16, "qr_id: " + code.path("qr_id"));
  }

  private static void qrLogin(World world) throws Exception {
    Person ada = world.person("ada");
    JsonNode code = world.stranger(0).post("/user/v1/qrCode/generate", Map.of()).expect(200);
    Map<String, String> named = Map.of("qr_id", code.path("qr_id").asText());
    Map<String, String> claim =
        Map.of(
            "qr_id",
            code.path("qr_id").asText(),
            "secret",
            code.path("secret").asText(),
            "device_id",
            "desk");
    int early = world.stranger(1).post("/user/v1/qrCode/claim", claim).status();
    ProbeFailed.unless(early == 202, "claimed before the approval: " + early);
    ada.at(1).post("/user/v1/qrCode/scan", named).expect(200);
    int scanned = world.stranger(1).post("/user/v1/qrCode/claim", claim).status();
    ProbeFailed.unless(scanned == 202, "claimed after the scan alone: " + scanned);
    ada.at(1).post("/user/v1/qrCode/approve", named).expect(204);
    JsonNode answer = world.stranger(1).post("/user/v1/qrCode/claim", claim).expect(200);
    world.calls(0, answer.path("token").asText()).get("/thread/v1").expect(200);
    int again = world.stranger(0).post("/user/v1/qrCode/claim", claim).status();
    ProbeFailed.unless(again == 404 || again == 410, "claimed twice: " + again);
  }
}
