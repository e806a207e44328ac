package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Part;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/**
 * F-21: what cannot be stored is laid aside with its cause, the others go on, and it is replayed.
 */
class F21DeadLettersIT {

  private static final String SECRET = "a secret of an operator";

  @BeforeAll
  static void layAside() {
    FeatureWorld.world()
        .restartNodes(
            Map.of(
                // A worker that took over just now asks the store of every message, and waits for
                // its answer: not here, where the store is away.
                "messenger.delivery.repeats-late-max", "0s",
                "messenger.admin.token", SECRET,
                "messenger.delivery.store-down", "dead_letter",
                "messenger.delivery.store-attempts-max", "2"));
  }

  @AfterAll
  static void asBefore() {
    FeatureWorld.world().restartNodes(Map.of());
  }

  private static JsonNode admin(String method, String path) {
    FeatureWorld world = FeatureWorld.world();
    HttpRequest request =
        HttpRequest.newBuilder(
                world.environment().node("node-1").http().resolve("/admin/v1/dead-letters" + path))
            .timeout(Duration.ofSeconds(60))
            .header("X-Admin-Token", SECRET)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer =
          world.http().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> letters(String cause) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode letter : admin("GET", "").path("dead_letters")) {
      if (letter.path("cause").asText().equals(cause)) {
        found.add(letter);
      }
    }
    return found;
  }

  /** The ids of the thread's messages that were laid aside since the store is down. */
  private static Set<String> storeDown(ThreadId thread) {
    return letters("store_down").stream()
        .filter(letter -> letter.path("thread_id").asText().equals(thread.value()))
        .map(letter -> letter.path("message_id").asText())
        .collect(Collectors.toSet());
  }

  /** What that node reads from the store, oldest first; empty while it cannot. */
  private static List<String> history(FeatureWorld.User user, int node, ThreadId thread) {
    Calls.Answer answer =
        user.at(node).get("/thread/v1/" + thread + "/messages?after=-1&limit=100");
    List<String> texts = new ArrayList<>();
    if (answer.status() == 200) {
      for (JsonNode message : answer.expect(200).path("messages")) {
        texts.add(message.path("text").asText());
      }
    }
    return texts;
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  @Test
  void shouldGoOnPastARecordThatCannotBeReadAndKeepIt() throws Exception {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    var kafka = world.environment().topology().server(Part.KAFKA);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.host() + ":" + kafka.port()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>("messages", thread.value(), new byte[] {42, 42}))
          .get(30, TimeUnit.SECONDS);
    }
    try (FeatureWorld.Device sender = ada.device("phone", 1);
        FeatureWorld.Device receiver = bob.device("phone", 2)) {
      sender.client().send(thread, "behind the poison");
      receiver.inbox().awaitText("behind the poison");
    }
    await("a letter", () -> !letters("undecodable").isEmpty());
    JsonNode letter = letters("undecodable").getFirst();
    assertThat(letter.path("partition").asInt(-1)).isNotNegative();
    assertThat(letter.path("offset").asLong(-1)).isNotNegative();
    assertThat(letter.path("detail").asText()).contains("format: 42");
    assertThat(admin("POST", "/replay").path("kept").asInt()).isPositive();
    assertThat(letters("undecodable")).as("it stays").isNotEmpty();
    assertThat(new NodeMetrics(world).sum("messenger_dead_letters_total", "undecodable"))
        .isPositive();
  }

  @Test
  void shouldHaveTheWholeHistoryAfterAReplayWhenTheStoreWasAway() throws Exception {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device sender = ada.device("phone", 1);
        FeatureWorld.Device receiver = bob.device("phone", 2)) {
      sender.client().send(thread, "before");
      receiver.inbox().awaitText("before");
      // Else it might become a letter as well.
      await("the first message is stored", () -> history(ada, 2, thread).equals(List.of("before")));
      Set<String> during = new HashSet<>();
      try {
        for (String node : List.of("node-1", "node-2")) {
          world.environment().link(node, "cassandra").disable();
        }
        for (int i = 0; i < 5; i++) {
          TempId name = new TempId("t-" + i);
          sender.client().send(thread, name, "during " + i);
          during.add(sender.inbox().awaitSent(name).id().toString());
        }
        receiver.inbox().awaitText("during 4");
        await("a letter of each of the five", () -> storeDown(thread).equals(during));
      } finally {
        for (String node : List.of("node-1", "node-2")) {
          world.environment().link(node, "cassandra").enable();
        }
      }
      await("a replay that finishes", () -> admin("POST", "/replay").path("finished").asBoolean());
      assertThat(storeDown(thread)).isEmpty();
      await("node 2 reaches the store again", () -> !history(ada, 2, thread).isEmpty());
      assertThat(history(ada, 2, thread))
          .containsExactly("before", "during 0", "during 1", "during 2", "during 3", "during 4");
    }
  }
}
