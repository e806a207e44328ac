package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ServerFrame.PresenceUpdate;
import org.plumbline.protocol.ServerFrame.Welcome;

/** F-09: online, offline and last seen: pulled, and told to who watches. */
class F09PresenceIT {

  @Test
  void shouldTellAWatcherWhoCameAndWent() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    world.befriend(ada, bob);
    try (FeatureWorld.Device watcher = ada.device("phone", 1)) {
      watcher.client().watchPresence(List.of(bob.id()));
      watcher.inbox().await(PresenceUpdate.class, told -> !told.online());
      FeatureWorld.Device watched = bob.device("phone", 2);
      watcher.inbox().await(PresenceUpdate.class, PresenceUpdate::online);
      assertThat(pulled(ada, bob).path("status").asText()).isEqualTo("online");
      watched.close();
      watcher
          .inbox()
          .await(PresenceUpdate.class, told -> !told.online() && told.lastSeenMillis() != null);
      assertThat(pulled(ada, bob).path("last_seen").asLong()).isPositive();
    }
  }

  @Test
  void shouldTellNoMoreThanGoingAndComingWhenADeviceFlaps() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    world.befriend(ada, bob);
    try (FeatureWorld.Device watcher = ada.device("phone", 1);
        FeatureWorld.Device watched = bob.device("phone", 2)) {
      watcher.client().watchPresence(List.of(bob.id()));
      watcher.inbox().await(PresenceUpdate.class, PresenceUpdate::online);
      for (int flap = 0; flap < 3; flap++) {
        int back = watched.inbox().all(Welcome.class).size() + 1;
        watched.client().interrupt();
        Await.until("the device is back", () -> watched.inbox().all(Welcome.class).size() >= back);
      }
      // The standard client waits up to five seconds before it comes back, longer than the delay:
      // so a flap may be told, but never more than its going and its coming.
      assertThat(watcher.inbox().all(PresenceUpdate.class)).hasSizeLessThanOrEqualTo(7);
    }
  }

  private static JsonNode pulled(FeatureWorld.User by, FeatureWorld.User of) {
    return by.at(1).get("/presence/v1?users=" + of.name()).expect(200).at("/presence/0");
  }
}
