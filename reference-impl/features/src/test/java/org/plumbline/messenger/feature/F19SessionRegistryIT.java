package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Disconnect;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.MessengerNode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** F-19: the directory knows on which node a device is, and the nodes know of one another. */
class F19SessionRegistryIT {

  private static final int DEVICES = 20;

  @Test
  void shouldFindADeviceWhereItIsNowAndEndItsOlderSession() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device sender = ada.device("phone", 1);
        FeatureWorld.Device before = bob.device("phone", 1);
        FeatureWorld.Device after = bob.device("phone", 2)) {
      assertThat(before.welcome().node()).isEqualTo("node-1");
      assertThat(after.welcome().node()).isEqualTo("node-2");
      assertThat(after.welcome().epoch()).isGreaterThan(before.welcome().epoch());
      before.inbox().await(Disconnect.Closed.class, closed -> closed.code() == 4009);
      sender.client().send(thread, "where are you?");
      after.inbox().awaitText("where are you?");
      assertThat(before.inbox().shownOf(thread)).isEmpty();
    }
  }

  /** A node that is told to stop sends its devices to the others; nothing that was sent is lost. */
  @Test
  void shouldMoveTheDevicesOfANodeThatStopsWithoutLosingAMessage() throws EnvironmentFailure {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    MessengerNode stopping = world.environment().node("node-2");
    List<FeatureWorld.Device> devices = new ArrayList<>();
    try (FeatureWorld.Device sender = ada.device("phone", 2)) {
      for (int i = 0; i < DEVICES; i++) {
        devices.add(bob.device("phone-" + i, 2));
      }
      for (int i = 0; i < 20; i++) {
        sender.client().send(thread, new TempId("before-" + i), "before " + i);
      }
      Thread stop = Thread.ofVirtual().start(() -> stopping.terminate(Duration.ofSeconds(40)));
      for (int i = 0; i < 20; i++) {
        sender.client().send(thread, new TempId("during-" + i), "during " + i);
      }
      List<Long> goodbyes = new ArrayList<>();
      for (FeatureWorld.Device device : devices) {
        goodbyes.add(
            device.inbox().await(ServerFrame.Goodbye.class, _ -> true).reconnectAfterMillis());
        device.inbox().await(ServerFrame.Welcome.class, at -> at.node().equals("node-1"));
      }
      assertThat(goodbyes).as("not all at once").doesNotContainSequence(0L, 0L, 0L);
      for (int i = 0; i < 20; i++) {
        sender.inbox().awaitSent(new TempId("before-" + i));
        sender.inbox().awaitSent(new TempId("during-" + i));
      }
      for (FeatureWorld.Device device : devices) {
        device.inbox().awaitText("during 19");
        assertThat(device.inbox().shownOf(thread))
            .extracting(Message::text)
            .hasSize(40)
            .doesNotHaveDuplicates();
      }
      stop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      devices.forEach(FeatureWorld.Device::close);
      stopping.start();
      stopping.awaitReady(Duration.ofSeconds(90));
    }
  }
}
