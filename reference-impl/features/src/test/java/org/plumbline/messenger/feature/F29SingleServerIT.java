package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;

/** F-29: one process alone, {@code messenger.servers: memory}, is the whole messenger. */
class F29SingleServerIT {

  @Test
  void shouldChatInTwosAndInAGroupWhenOneNodeIsAllThereIs() throws Exception {
    EnvironmentPlan plan = EnvironmentPlan.standard(FeatureWorld.home()).withParts().withNodes(1);
    try (Environment alone = FeatureWorld.start(plan)) {
      FeatureWorld world = FeatureWorld.of(alone);
      FeatureWorld.User ada = world.user("ada");
      FeatureWorld.User bob = world.user("bob");
      try (FeatureWorld.Device one = ada.device("phone", 1);
          FeatureWorld.Device two = bob.device("phone", 1)) {
        inTwos(ada, bob, one, two);
        inAGroup(ada, bob, one, two);
      }
    }
  }

  private static void inTwos(
      FeatureWorld.User ada,
      FeatureWorld.User bob,
      FeatureWorld.Device one,
      FeatureWorld.Device two) {
    ThreadId thread = ada.threadWith(bob);
    one.client().send(thread, "Hey!");
    Message message = two.inbox().awaitText("Hey!");
    two.client().read(thread, message.seq());
    one.inbox().await(ServerFrame.Receipt.class, receipt -> receipt.status() == Status.READ);
    JsonNode history =
        bob.at(1)
            .get("/thread/v1/" + thread.value() + "/messages?seen=" + message.seq())
            .expect(200);
    assertThat(history.at("/messages/0/text").asText()).isEqualTo("Hey!");
  }

  private static void inAGroup(
      FeatureWorld.User ada,
      FeatureWorld.User bob,
      FeatureWorld.Device one,
      FeatureWorld.Device two) {
    JsonNode created =
        ada.at(1)
            .post("/user/v1/group/create", Map.of("name", "Rowing", "users", List.of(bob.name())))
            .expect(201);
    ThreadId group = new ThreadId(created.path("thread_id").asText());
    one.client().send(group, "All aboard");
    assertThat(two.inbox().awaitText("All aboard").thread()).isEqualTo(group);
  }
}
