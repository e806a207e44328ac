package org.plumbline.messenger.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.directory.memory.MemoryDirectory;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Polling as a device's HTTP requests see it. */
class PollTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of(
              "messenger.servers", "memory",
              "micronaut.server.port", "-1",
              "messenger.session.outbound-bytes-max", "40000",
              "messenger.session.heartbeat-interval", "1s",
              "messenger.session.heartbeat-timeout", "3s"));

  private final Tokens tokens = SERVER.getApplicationContext().getBean(Tokens.class);
  private final MemoryDirectory directory =
      SERVER.getApplicationContext().getBean(MemoryDirectory.class);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void reachable() {
    directory.setReachable(true);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private final class Device {
    private final String token;
    private String session = "";
    private long ack;
    private final Queue<JsonNode> ahead = new ArrayDeque<>();

    Device(String user, String device) {
      token = tokens.issue(new UserId(user), new DeviceId(device)).token();
    }

    Device open() throws Exception {
      HttpResponse<String> answer = call("POST", "/poll/v1/open", "").get(20, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode body = JSON.readTree(answer.body());
      session = body.path("session").asText();
      ack = body.path("ack").asLong();
      assertThat(body.at("/frames/0/type").asText()).isEqualTo("WELCOME");
      return this;
    }

    CompletableFuture<HttpResponse<String>> call(String method, String path, String body) {
      return http.sendAsync(
          HttpRequest.newBuilder(SERVER.getURI().resolve(path))
              .timeout(Duration.ofSeconds(20))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> ask(long after, int wait) {
      return call(
          "GET", "/poll/v1/frames?session=" + session + "&after=" + after + "&wait=" + wait, "");
    }

    JsonNode next(long after, int wait) throws Exception {
      HttpResponse<String> answer = ask(after, wait).get(20, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    }

    /** Asks until a frame of this type came. */
    JsonNode await(String type) throws Exception {
      long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (System.nanoTime() < deadline) {
        while (!ahead.isEmpty()) {
          JsonNode frame = ahead.remove();
          if (frame.path("type").asText().equals(type)) {
            return frame;
          }
        }
        JsonNode answer = next(ack, 1);
        ack = Math.max(ack, answer.path("ack").asLong());
        for (JsonNode frame : answer.path("frames")) {
          ahead.add(frame);
        }
      }
      throw new AssertionError("no " + type);
    }

    HttpResponse<String> send(String frames) throws Exception {
      return call("POST", "/poll/v1/frames?session=" + session, frames).get(20, TimeUnit.SECONDS);
    }
  }

  private static String message(String thread, String tempId, String text) {
    return "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"%s\",\"temp_id\":\"%s\",\"text\":\"%s\"}"
        .formatted(thread, tempId, text);
  }

  @Test
  void shouldGiveTheSameFramesAgainUntilTheyAreAcknowledged() throws Exception {
    Device ada = new Device("ada", "phone").open();
    assertThat(ada.send("[{\"type\":\"HEARTBEAT\"},{\"type\":\"HEARTBEAT\"}]").statusCode())
        .isEqualTo(204);
    JsonNode first = ada.next(ada.ack, 0);
    JsonNode again = ada.next(ada.ack, 0);
    assertThat(first.path("frames")).hasSize(2).isEqualTo(again.path("frames"));
    assertThat(ada.next(first.path("ack").asLong(), 0).path("frames")).isEmpty();
  }

  @Test
  void shouldAnswerAWaitingRequestWithTheNextFrameAndAnEmptyHandedOneInTime() throws Exception {
    Device bob = new Device("bob", "phone").open();
    assertThat(bob.next(bob.ack, 1).path("frames")).isEmpty();
    CompletableFuture<HttpResponse<String>> waiting = bob.ask(bob.ack, 1);
    Device carol = new Device("carol", "phone").open();
    assertThat(carol.send("[" + message("d:bob:carol", "t-1", "Hey!") + "]").statusCode())
        .isEqualTo(204);
    carol.await("MESSAGE_ACK");
    assertThat(bob.await("RECEIVE_MESSAGE").path("text").asText()).isEqualTo("Hey!");
    assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldLetANewerRequestTakeThePlaceOfTheOneThatWaits() throws Exception {
    Device ada = new Device("ada", "tablet").open();
    CompletableFuture<HttpResponse<String>> older = ada.ask(ada.ack, 1);
    CompletableFuture<HttpResponse<String>> newer = ada.ask(ada.ack, 1);
    assertThat(older.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(newer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSayWhyASessionEndedWhenTheDeviceOpensANewerOne() throws Exception {
    Device older = new Device("dora", "phone").open();
    CompletableFuture<HttpResponse<String>> waiting = older.ask(older.ack, 1);
    Device newer = new Device("dora", "phone").open();
    waiting.get(20, TimeUnit.SECONDS);
    HttpResponse<String> answer = older.ask(older.ack, 1).get(20, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(410);
    JsonNode closed = JSON.readTree(answer.body()).path("closed");
    assertThat(closed.path("code").asInt()).isEqualTo(4009);
    assertThat(closed.path("reconnect").asBoolean()).isFalse();
    newer.next(newer.ack, 0);
  }

  @Test
  void shouldEndASlowConsumerAndGiveItEverythingWhenItSyncs() throws Exception {
    Device slow = new Device("erin", "phone").open();
    Device frank = new Device("frank", "phone").open();
    String text = "x".repeat(5_000);
    for (int i = 0; i < 10; i++) {
      frank.send("[" + message("d:erin:frank", "t-" + i, text) + "]");
      frank.await("MESSAGE_ACK");
    }
    HttpResponse<String> answer = slow.ask(slow.ack, 1).get(20, TimeUnit.SECONDS);
    for (int i = 0; i < 20 && answer.statusCode() == 200; i++) {
      answer = slow.ask(slow.ack, 1).get(20, TimeUnit.SECONDS);
    }
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(JSON.readTree(answer.body()).at("/closed/code").asInt()).isEqualTo(1013);
    Device back = new Device("erin", "phone").open();
    back.send("[{\"type\":\"SYNC\",\"named_only\":false,\"cursors\":{}}]");
    int found = 0;
    while (found < 10) {
      found += back.await("SYNC_PAGE").path("messages").size();
    }
    back.await("SYNCED");
  }

  @Test
  void shouldEndASilentSession() throws Exception {
    Device silent = new Device("gina", "phone").open();
    Device witness = new Device("hugo", "phone").open();
    witness.send("[{\"type\":\"SUBSCRIBE_PRESENCE\",\"users\":[\"gina\"]}]");
    assertThat(witness.await("PRESENCE_UPDATE").path("status").asText()).isEqualTo("online");
    assertThat(witness.await("PRESENCE_UPDATE").path("status").asText()).isEqualTo("offline");
    assertThat(silent.ask(silent.ack, 0).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(410);
  }

  @Test
  void shouldKeepASessionToTheDeviceThatOpenedIt() throws Exception {
    Device ada = new Device("ada", "watch").open();
    Device eve = new Device("eve", "watch").open();
    eve.session = ada.session;
    assertThat(eve.ask(0, 0).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
    assertThat(eve.send("[{\"type\":\"HEARTBEAT\"}]").statusCode()).isEqualTo(404);
    assertThat(
            eve.call("POST", "/poll/v1/close?session=" + ada.session, "")
                .get(20, TimeUnit.SECONDS)
                .statusCode())
        .isEqualTo(404);
    ada.next(ada.ack, 0);
  }

  @Test
  void shouldRefuseWhatASocketRefuses() throws Exception {
    Device ada = new Device("ada", "radio").open();
    assertThat(ada.send("{}").statusCode()).isEqualTo(400);
    assertThat(ada.ask(ada.ack + 1, 0).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
    assertThat(ada.ask(ada.ack, 31).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
    ada.send("[{\"type\":\"SEND_MESSAGE\"}]");
    JsonNode error = ada.await("ERROR");
    assertThat(error.path("code").asText()).isEqualTo("MALFORMED");
    assertThat(error.path("detail").asText()).contains("thread_id");
    directory.setReachable(false);
    HttpResponse<String> refused =
        new Device("ada", "lamp").call("POST", "/poll/v1/open", "").get(20, TimeUnit.SECONDS);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
  }
}
