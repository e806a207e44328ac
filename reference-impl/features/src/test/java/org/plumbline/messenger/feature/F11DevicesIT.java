package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ThreadId;

/** F-11: several devices of one user, each with everything, the user's own messages included. */
class F11DevicesIT {

  @Test
  void shouldBringTheUsersOwnMessagesToHisOtherDevices() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device phone = ada.device("phone", 1);
        FeatureWorld.Device laptop = ada.device("laptop", 2);
        FeatureWorld.Device other = bob.device("phone", 2)) {
      phone.client().send(thread, "from my phone");
      assertThat(laptop.inbox().awaitText("from my phone").sender()).isEqualTo(ada.id());
      other.client().send(thread, "to both");
      phone.inbox().awaitText("to both");
      laptop.inbox().awaitText("to both");
      laptop.client().send(thread, "from my laptop");
      phone.inbox().awaitText("from my laptop");
    }
  }
}
