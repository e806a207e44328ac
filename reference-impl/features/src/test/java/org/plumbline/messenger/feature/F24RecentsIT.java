package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** F-24: the last 15 messages of the last 5 threads come from the copy, and are the same. */
class F24RecentsIT {

  private static double hits(FeatureWorld world) {
    try {
      return world
          .http()
          .send(
              HttpRequest.newBuilder(world.environment().node("node-2").metrics()).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("messenger_recents_total{outcome=\"hit\""))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldAnswerTheFirstPageFromTheCopyAndNeverWithWhatWasWithdrawn() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    String path = "/thread/v1/" + thread + "/messages";
    try (FeatureWorld.Device one = ada.device("phone", 1)) {
      for (int i = 0; i < 20; i++) {
        one.client().send(thread, new TempId("m-" + i), "words " + i);
      }
      long last = one.inbox().awaitSent(new TempId("m-19")).seq();
      double before = hits(world);
      Await.until(
          "a hit",
          () -> {
            bob.at(2).get(path + "?limit=15&seen=" + last).expect(200);
            return hits(world) > before;
          });
      JsonNode near = bob.at(2).get(path + "?limit=15").expect(200);
      JsonNode far = bob.at(2).get(path + "?limit=16").expect(200);
      assertThat(near.path("messages")).hasSize(15);
      for (int i = 0; i < 15; i++) {
        assertThat(near.at("/messages/" + i)).isEqualTo(far.at("/messages/" + (i + 1)));
      }

      one.client().send(thread, new TempId("gone"), new Content.Deletion(last));
      long deletion = one.inbox().awaitSent(new TempId("gone")).seq();
      JsonNode after = bob.at(2).get(path + "?limit=15&seen=" + deletion).expect(200);
      Await.until(
          "the copy shows the deletion",
          () -> {
            JsonNode now = bob.at(2).get(path + "?limit=15").expect(200);
            return now.at("/messages/14/kind").asText().equals("deletion");
          });
      assertThat(after.toString()).doesNotContain("words 19");
    }
  }
}
