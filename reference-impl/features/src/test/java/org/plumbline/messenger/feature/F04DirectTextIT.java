package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Submission;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** F-04: 1:1 text across nodes, its edits and its deletion for all. */
class F04DirectTextIT {

  private static long synced(FeatureWorld.Device device) {
    return device.inbox().all(ServerFrame.Synced.class).size();
  }

  private static long send(
      FeatureWorld.Device device, ThreadId thread, String name, Content content) {
    TempId tempId = new TempId(name);
    assertThat(device.client().send(thread, tempId, content)).isInstanceOf(Submission.Queued.class);
    return device.inbox().awaitSent(tempId).seq();
  }

  @Test
  void shouldNeedNoSyncWhenTwoTakeTurns() {
    FeatureWorld world = FeatureWorld.world();
    // A worker that has just taken a thread over does not know whose turn ended.
    WorkerShares.awaitSettled(world.environment());
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      one.client().send(thread, "turn 0");
      two.inbox().awaitText("turn 0");
      one.inbox().await(ServerFrame.Synced.class, _ -> true);
      two.inbox().await(ServerFrame.Synced.class, _ -> true);
      long before = synced(one) + synced(two);
      for (int turn = 1; turn <= 20; turn++) {
        FeatureWorld.Device from = turn % 2 == 0 ? one : two;
        FeatureWorld.Device to = turn % 2 == 0 ? two : one;
        from.client().send(thread, "turn " + turn);
        to.inbox().awaitText("turn " + turn);
      }
      assertThat(synced(one) + synced(two)).as("syncs answered").isEqualTo(before);
    }
  }

  @Test
  void shouldChangeAndWithdrawForAll() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      long first = send(one, thread, "m-1", new Content.Text("first words"));
      long secret = send(one, thread, "m-2", new Content.Text("secret words"));
      long edit = send(one, thread, "m-3", new Content.Edit(first, "better words"));
      send(one, thread, "m-4", new Content.Edit(secret, "another secret"));
      long deletion = send(one, thread, "m-5", new Content.Deletion(secret));
      two.inbox()
          .await(Message.class, shown -> shown.content().equals(new Content.Deletion(secret)));

      JsonNode page =
          bob.at(2).get("/thread/v1/" + thread + "/messages?seen=" + deletion).expect(200);
      assertThat(page.toString()).doesNotContain("secret words").doesNotContain("another secret");
      assertThat(page.at("/messages/0/text").asText()).isEqualTo("better words");
      assertThat(page.at("/messages/0/edited").asLong()).isEqualTo(edit);
      assertThat(page.at("/messages/1/kind").asText()).isEqualTo("deleted");
      assertThat(page.at("/messages/1/deleted").asLong()).isEqualTo(deletion);

      TempId foreign = new TempId("m-6");
      two.client().send(thread, foreign, new Content.Deletion(first));
      ServerFrame.Failure refused =
          two.inbox().await(ServerFrame.Failure.class, failure -> foreign.equals(failure.tempId()));
      assertThat(refused.code()).isEqualTo(ErrorCode.NOT_CHANGEABLE);
    }
    try (FeatureWorld.Device late = bob.device("tablet", 1)) {
      late.inbox().await(ServerFrame.Synced.class, _ -> true);
      assertThat(late.inbox().shownOf(thread))
          .extracting(Message::text)
          .contains("better words")
          .doesNotContain("secret words", "another secret");
    }
  }
}
