package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/** F-16: a device comes back by itself after a randomised wait, and misses nothing. */
class F16ReconnectIT {

  @Test
  void shouldComeBackAndHaveWhatWasSaidMeanwhile() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      one.client().send(thread, "before");
      two.inbox().awaitText("before");
      two.client().interrupt();
      one.client().send(thread, "meanwhile");
      two.inbox().awaitText("meanwhile");
      assertThat(two.inbox().all(ServerFrame.Welcome.class).stream().distinct()).hasSize(2);
      assertThat(two.inbox().all(ServerFrame.Welcome.class).getLast().epoch())
          .isGreaterThan(two.welcome().epoch());
      two.client().send(thread, "back again");
      one.inbox().awaitText("back again");
    }
  }
}
