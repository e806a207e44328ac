package org.plumbline.chaos.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.experiment.format.Signature;
import org.plumbline.chaos.experiment.provider.ActivityFailed;
import org.plumbline.chaos.workload.HistoryWalk;

/**
 * A second store is added to the history under load: one shard of two moves to it, while all
 * threads are read at all nodes.
 */
final class StoreActivities {

  private static final String NEW = "drill_new_store";
  private static final int STORES = 2;
  private static final String OPERATOR = "the operator of this drill";
  private static final Duration MOVED_WITHIN = Duration.ofSeconds(60);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoreActivities() {}

  static List<SceneActivity> all() {
    return List.of(
        new SceneActivity(
            Signature.action(
                "rebalance_stores",
                "shards move to the store that was added, while all threads are read"),
            (breakage, arguments) -> {
              try {
                rebalance(breakage.scene());
                return NullNode.getInstance();
              } catch (IOException e) {
                throw new ActivityFailed("the shards cannot be moved: " + e.getMessage(), e);
              }
            }));
  }

  private static void rebalance(Scene scene) throws IOException, InterruptedException {
    HistoryWalk walk = new HistoryWalk(scene.fleet());
    JsonNode before = admin(scene, "GET", "");
    int shards = before.path("shards").size();
    int there = settledIn(before, NEW);
    scene.struck(NEW + " takes its share of " + shards + " shards");
    int planned = admin(scene, "POST", "/rebalance").path("planned").asInt();
    scene.prove(planned > 0, planned + " of " + shards + " shards were planned to move");
    boolean moved =
        scene.await(
            () -> {
              walk.step();
              return unsettled(scene) == 0;
            },
            MOVED_WITHIN);
    JsonNode after = admin(scene, "GET", "");
    scene.healed(settledIn(after, NEW) + " shards are in " + NEW);
    scene.figure("shards_moved", Figure.count(settledIn(after, NEW) - there));
    scene.figure("history_reads_while_moving", Figure.count(walk.reads()));
    scene.figure(
        "time_to_move", Figure.of((scene.healedNanos() - scene.faultNanos()) / 1e9, "s", 1));
    scene.findings().add(share(shards, settledIn(after, NEW) - there, moved));
    scene.findings().add(whole(walk));
  }

  private static Finding share(int shards, int moved, boolean inTime) {
    boolean oneNth = moved == shards / STORES;
    return Finding.of(
        "one_nth_of_the_shards_moved",
        !inTime ? Outcome.UNKNOWN : oneNth ? Outcome.HELD : Outcome.BROKEN,
        moved
            + " of "
            + shards
            + " shards moved to the store that was added (expected: 1/"
            + STORES
            + ")"
            + (inTime ? "." : ", and others not within " + MOVED_WITHIN.toSeconds() + " s."));
  }

  private static Finding whole(HistoryWalk walk) {
    return new Finding(
        "history_whole_while_moving",
        !walk.witnesses().isEmpty()
            ? Outcome.BROKEN
            : walk.reads() == 0 ? Outcome.UNKNOWN : Outcome.HELD,
        walk.reads()
            + " reads of whole threads at all nodes while shards moved; "
            + walk.refused()
            + " more were put off with 503.",
        walk.witnesses());
  }

  private static int unsettled(Scene scene) {
    try {
      return admin(scene, "GET", "").path("unsettled").asInt(Integer.MAX_VALUE);
    } catch (IOException e) {
      return Integer.MAX_VALUE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Integer.MAX_VALUE;
    }
  }

  private static int settledIn(JsonNode answer, String store) {
    int settled = 0;
    for (JsonNode shard : answer.path("shards")) {
      boolean there = shard.path("from").asText().equals(store);
      settled += there && shard.path("phase").asText().equals("settled") ? 1 : 0;
    }
    return settled;
  }

  private static JsonNode admin(Scene scene, String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                scene.environment().nodes().getFirst().http().resolve("/admin/v1/shards" + path))
            .timeout(ANSWER_WITHIN)
            .header("X-Admin-Token", OPERATOR)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(
            method + " " + request.uri().getPath() + ": status " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    }
  }
}
