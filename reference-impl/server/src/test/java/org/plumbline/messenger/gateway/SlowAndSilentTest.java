package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.messenger.gateway.RawSocket.TEXT;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/** Devices that do not read, and devices that are no more without having said so. */
class SlowAndSilentTest {

  /** The last messages may be acknowledged a moment before they are stored. */
  private static final int PAGES_BEFORE_ALL_IS_STORED = 100;

  private static final int OUTBOUND_MAX = 200_000;
  private static RawNode node;

  @BeforeAll
  static void start() {
    node =
        new RawNode(
            Map.of(
                "messenger.session.outbound-bytes-max", String.valueOf(OUTBOUND_MAX),
                "messenger.session.heartbeat-interval", "1s",
                "messenger.session.heartbeat-timeout", "2s",
                "messenger.limit.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static boolean isHere(String user, String device) {
    return node.bean(Sessions.class).of(new UserId(user), new DeviceId(device)) != null;
  }

  private static byte[] message(int number, String words) {
    return RawSocket.text(
        "{\"type\":\"SEND_MESSAGE\",\"thread_id\":\"d:ada:slow\",\"temp_id\":\"t-%d\",\"text\":\"%s\"}"
            .formatted(number, words));
  }

  /** Passes over what the other device writes of itself. */
  private static void awaitSent(RawSocket device) throws Exception {
    String heard = "";
    for (int frames = 0; frames < 100 && !heard.contains("SENT"); frames++) {
      heard = device.await(TEXT).text();
    }
    assertThat(heard).contains("SENT");
  }

  @Test
  void shouldCloseADeviceThatDoesNotReadAndGiveItEverythingWhenItComesBack() throws Exception {
    String words = "x".repeat(8_000);
    long before = PlatformDependent.usedDirectMemory();
    int sent = 0;
    try (RawSocket slow = RawSocket.open(node.uri(), node.token("slow", "phone"));
        RawSocket ada = node.open("ada");
        RawSocket bystander = node.open("carol")) {
      while (isHere("slow", "phone")) {
        ada.say(message(sent, sent + " " + words));
        sent++;
        awaitSent(ada);
        bystander.shouldLive();
        // Otherwise its silence would end it first.
        slow.say(RawSocket.text("{\"type\":\"TYPING\",\"thread_id\":\"d:ada:slow\"}"));
        assertThat(sent).as("messages until it is closed").isLessThan(5_000);
      }
      assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(64_000_000);
    }
    try (RawSocket again = RawSocket.open(node.uri(), node.token("slow", "phone"))) {
      assertThat(synced(again, sent))
          .containsExactlyElementsOf(
              IntStream.range(0, sent).mapToObj(number -> number + " " + words).toList());
    }
  }

  /** The texts that syncs bring, page by page, until there are so many. */
  private static List<String> synced(RawSocket device, int sent) throws Exception {
    List<String> texts = new ArrayList<>();
    long last = Message.NONE;
    for (int page = 0; page < sent + PAGES_BEFORE_ALL_IS_STORED && texts.size() < sent; page++) {
      device.say(
          RawSocket.text(
              "{\"type\":\"SYNC\",\"cursors\":{\"d:ada:slow\":%d},\"named_only\":true}"
                  .formatted(last)));
      boolean answered = false;
      while (!answered) {
        ServerFrame frame = FrameCodec.decodeServer(device.await(TEXT).payload());
        if (frame instanceof ServerFrame.SyncPage some) {
          some.messages().forEach(message -> texts.add(message.text()));
          last = some.messages().isEmpty() ? last : some.messages().getLast().seq();
        }
        answered = frame instanceof ServerFrame.Synced;
      }
    }
    return texts;
  }

  @Test
  void shouldCloseADeviceThatPingsWithoutReading() throws Exception {
    byte[] ping = RawSocket.frame(true, 0, RawSocket.PING, new byte[125]);
    try (RawSocket pinging = RawSocket.open(node.uri(), node.token("pinging", "phone"))) {
      for (int i = 0; i < 400_000 && isHere("pinging", "phone"); i++) {
        pinging.say(ping);
      }
      Await.until("it is closed", Duration.ofSeconds(10), () -> !isHere("pinging", "phone"));
    }
  }

  @Test
  void shouldFindASocketThatFellSilentWithinTwoHeartbeats() throws Exception {
    try (RawSocket silent = RawSocket.open(node.uri(), node.token("silent", "phone"));
        RawSocket alive = RawSocket.open(node.uri(), node.token("alive", "phone"))) {
      Duration took =
          Await.until(
              "it is found",
              Duration.ofSeconds(15),
              () -> {
                try {
                  alive.shouldLive();
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
                return !isHere("silent", "phone");
              });
      assertThat(took).isGreaterThan(Duration.ofSeconds(1));
      assertThat(silent.closeCode()).isEqualTo(4408);
      assertThat(isHere("alive", "phone")).isTrue();
    }
  }
}
