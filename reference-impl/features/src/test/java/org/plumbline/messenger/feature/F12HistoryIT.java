package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** F-12: history and threads by cursor, in pages of the device's size. */
class F12HistoryIT {

  private static final int COUNT = 23;

  @Test
  void shouldGiveTheWholeHistoryInPagesOfAnySizeToMembersAlone() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    List<String> all = new ArrayList<>();
    long last = -1;
    try (FeatureWorld.Device one = ada.device("phone", 1)) {
      for (int i = 0; i < COUNT; i++) {
        all.add("words " + i);
        one.client().send(thread, new TempId("m-" + i), "words " + i);
      }
      last = one.inbox().awaitSent(new TempId("m-" + (COUNT - 1))).seq();
    }
    String path = "/thread/v1/" + thread + "/messages";
    for (int size : new int[] {1, 5, 15, 100}) {
      List<String> read = new ArrayList<>();
      String query = "?seen=" + last + "&limit=" + size;
      for (String next = ""; next != null; ) {
        JsonNode page = bob.at(2).get(path + query + next).expect(200);
        List<String> texts = new ArrayList<>();
        page.path("messages").forEach(message -> texts.add(message.path("text").asText()));
        read.addAll(0, texts);
        next = page.path("next").isNull() ? null : "&before=" + page.path("next").asLong();
      }
      assertThat(read).as("pages of %s", size).isEqualTo(all);
    }
    assertThat(world.user("eve").at(1).get(path).status()).isEqualTo(403);
    assertThat(Calls.to(world, 1).as("x.y.z").get(path).status()).isEqualTo(401);
    assertThat(Calls.to(world, 1).get("/thread/v1").status()).isEqualTo(401);
  }

  @Test
  void shouldListThreadsByTheirLastMessages() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    List<String> expected = new ArrayList<>();
    try (FeatureWorld.Device one = ada.device("phone", 1)) {
      for (int i = 0; i < 7; i++) {
        ThreadId thread = ada.threadWith(world.user("friend"));
        one.client().send(thread, new TempId("m-" + i), "words " + i);
        one.inbox().awaitSent(new TempId("m-" + i));
        expected.addFirst(thread.value());
      }
    }
    Await.until("all stored", () -> threads(ada, 100).size() == 7);
    assertThat(threads(ada, 3)).isEqualTo(expected);
  }

  private static List<String> threads(FeatureWorld.User user, int limit) {
    List<String> read = new ArrayList<>();
    for (String next = ""; next != null; ) {
      JsonNode page = user.at(2).get("/thread/v1?order=recent&limit=" + limit + next).expect(200);
      page.path("threads").forEach(thread -> read.add(thread.path("thread_id").asText()));
      next = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
    }
    return read;
  }
}
