package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.MessengerNode;
import org.plumbline.protocol.ThreadId;

/** F-25: many shards on one store; a second one is added while everybody chats. */
class F25ShardsIT {

  private static final String SECRET = "a secret of an operator";
  private static final String OLD = "f25_old";
  private static final String NEW = "f25_new";
  private static final int SHARDS = 64;
  private static final int GROUPS = 14;
  private static final int FRIENDS = 4;

  @BeforeAll
  static void nameASecondStore() {
    FeatureWorld.world()
        .restartNodes(
            Map.of(
                "messenger.admin.token",
                SECRET,
                "messenger.history.cassandra.keyspace",
                OLD,
                "messenger.history.shards.stores",
                OLD + "," + NEW,
                "messenger.history.shards.count",
                Integer.toString(SHARDS),
                "messenger.history.shards.staleness",
                "1s",
                "messenger.history.shards.refresh",
                "100ms",
                "messenger.history.shards.together",
                "12",
                "messenger.history.shards.lease",
                "3s"));
  }

  @AfterAll
  static void asBefore() {
    FeatureWorld.world().restartNodes(Map.of());
  }

  @Test
  void shouldLoseNothingWhenShardsMoveToASecondStoreAndTheMoverIsKilled() throws Exception {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    List<ThreadId> threads = threads(world, ada);
    try (Chatter chatter = new Chatter(ada, threads)) {
      chatter.start();
      Await.until("a past to be moved", () -> chatter.acknowledged() > 5 * threads.size());
      assertThat(sharesOf(admin("GET", "", 1))).isEqualTo(Map.of(OLD, SHARDS, NEW, 0));

      assertThat(admin("POST", "/rebalance", 2).path("planned").asInt()).isEqualTo(SHARDS / 2);
      readUntil(chatter, threads, List.of(1, 2), "settled", 1);
      JsonNode amid = admin("GET", "", 1);
      assertThat(amid.path("unsettled").asInt()).as("in the midst").isPositive();
      MessengerNode killed = world.environment().node(amid.path("mover").asText());
      int other = 3 - killed.number();
      killed.kill();
      readUntil(chatter, threads, List.of(other), "all settled", SHARDS / 2);
      killed.start();
      killed.awaitReady(Duration.ofSeconds(90));
      chatter.end();

      assertThat(sharesOf(admin("GET", "", 1))).isEqualTo(Map.of(OLD, 32, NEW, 32));
      for (ThreadId thread : threads) {
        chatter.assertChanged(thread, 1);
        chatter.assertChanged(thread, 2);
      }
      assertEachInItsStoreAlone(threads);
    }
    NodeMetrics metrics = new NodeMetrics(world);
    assertThat(metrics.sum("messenger_history_shards", NEW)).isEqualTo(2.0 * SHARDS / 2);
    assertThat(admin("POST", "/rebalance", 1).path("planned").asInt()).isZero();
  }

  private static List<ThreadId> threads(FeatureWorld world, FeatureWorld.User ada) {
    List<ThreadId> threads = new ArrayList<>();
    for (int i = 0; i < FRIENDS; i++) {
      threads.add(ada.threadWith(world.user("friend")));
    }
    FeatureWorld.User bob = world.user("bob");
    TestGroups groups = new TestGroups(world);
    for (int i = 0; i < GROUPS; i++) {
      threads.add(groups.create(ada, "group " + i, bob));
    }
    return threads;
  }

  /** Reads one thread after the other at these nodes until so many shards are at the new store. */
  private static void readUntil(
      Chatter chatter, List<ThreadId> threads, List<Integer> nodes, String what, int moved) {
    int[] reads = {0};
    Await.until(
        what,
        () -> {
          ThreadId thread = threads.get(reads[0]++ % threads.size());
          nodes.forEach(node -> chatter.assertRead(thread, node));
          return settledAt(admin("GET", "", nodes.getFirst()), NEW) >= moved;
        });
  }

  private static long settledAt(JsonNode shards, String store) {
    long settled = 0;
    for (JsonNode shard : shards.path("shards")) {
      boolean there = shard.path("from").asText().equals(store);
      settled += there && shard.path("phase").asText().equals("settled") ? 1 : 0;
    }
    return settled;
  }

  private static Map<String, Integer> sharesOf(JsonNode shards) {
    Map<String, Integer> shares = new HashMap<>();
    shards
        .path("stores")
        .forEach(store -> shares.put(store.path("store").asText(), store.path("shards").asInt()));
    return shares;
  }

  /** No row of a moved shard in the old store, no word of what was withdrawn in either. */
  private static void assertEachInItsStoreAlone(List<ThreadId> threads) {
    JsonNode shards = admin("GET", "", 1).path("shards");
    Map<String, Set<ThreadId>> expected = Map.of(OLD, new HashSet<>(), NEW, new HashSet<>());
    for (ThreadId thread : threads) {
      String store = shards.path(shardOf(thread)).path("from").asText();
      Objects.requireNonNull(expected.get(store), store).add(thread);
    }
    assertThat(expected.values()).as("threads that moved, and that stayed").noneMatch(Set::isEmpty);
    var server = FeatureWorld.world().environment().topology();
    String[] address = server.cassandraContactPoint().split(":", 2);
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
            .withLocalDatacenter(server.cassandraDatacenter())
            .build()) {
      for (Map.Entry<String, Set<ThreadId>> store : expected.entrySet()) {
        for (String table :
            List.of("messages", "thread_buckets", "user_threads", "thread_first_sends")) {
          Set<ThreadId> found = new HashSet<>();
          for (Row row : session.execute("SELECT * FROM " + store.getKey() + "." + table)) {
            found.add(new ThreadId(String.valueOf(row.getString("thread_id"))));
          }
          // The log may bring the last words of an earlier test.
          found.retainAll(threads);
          assertThat(found).as("%s of %s", table, store.getKey()).isEqualTo(store.getValue());
        }
        for (Row row : session.execute("SELECT JSON * FROM " + store.getKey() + ".messages")) {
          String json = String.valueOf(row.getString(0));
          assertThat(json.contains(Chatter.SECRET) && !json.contains("\"deleted\": null"))
              .as("words of what was withdrawn: %s", json)
              .isFalse();
        }
      }
    }
  }

  private static int shardOf(ThreadId thread) {
    CRC32 hash = new CRC32();
    hash.update(thread.value().getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % SHARDS);
  }

  private static JsonNode admin(String method, String path, int node) {
    FeatureWorld world = FeatureWorld.world();
    HttpRequest request =
        HttpRequest.newBuilder(
                world.environment().node("node-" + node).http().resolve("/admin/v1/shards" + path))
            .timeout(Duration.ofSeconds(30))
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
}
