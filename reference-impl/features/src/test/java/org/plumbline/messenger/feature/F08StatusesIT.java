package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** F-08: sent, delivered and read, and who has read. */
class F08StatusesIT {

  @Test
  void shouldTellEveryStatusAndCountWhatIsUnread() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      one.client().send(thread, new TempId("m-1"), "hello");
      long seq = one.inbox().awaitSent(new TempId("m-1")).seq();
      Message shown = two.inbox().awaitText("hello");
      assertThat(shown.seq()).isEqualTo(seq);
      one.inbox().await(ServerFrame.Receipt.class, told -> told.status() == Status.DELIVERED);
      assertThat(unread(bob, thread)).isEqualTo(1);

      two.client().read(thread, seq + 1_000_000);
      ServerFrame.Receipt read =
          one.inbox().await(ServerFrame.Receipt.class, told -> told.status() == Status.READ);
      assertThat(read.upTo()).as("a cursor beyond the thread's end").isEqualTo(seq);
      assertThat(read.user()).isEqualTo(bob.id());
      String path = "/thread/v1/" + thread + "/messages/" + seq + "/readers";
      Await.until(
          "bob among the readers",
          () -> ada.at(1).get(path).expect(200).at("/readers/0/status").asText().equals("READ"));
      Await.until("nothing unread", () -> unread(bob, thread) == 0);
      assertThat(world.user("eve").at(1).get(path).status()).isEqualTo(404);
    }
  }

  private static int unread(FeatureWorld.User user, ThreadId thread) {
    JsonNode threads = user.at(1).get("/thread/v1?order=recent&limit=10").expect(200);
    for (JsonNode each : threads.path("threads")) {
      if (each.path("thread_id").asText().equals(thread.value())) {
        return each.path("unread").asInt();
      }
    }
    return -1;
  }
}
