package org.plumbline.messenger.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.FrameCodec;

/** F-10: heartbeats are answered, and a device that gives none is given up. */
class F10HeartbeatIT {

  private static final long GIVEN_UP_WITHIN_SECONDS = 30;

  private static final class Listening implements WebSocket.Listener {
    private final CompletableFuture<Boolean> answered = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      if (data.toString().contains("HEARTBEAT")) {
        answered.complete(true);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }

  @Test
  void shouldAnswerAHeartbeatAndGiveUpADeviceThatFellSilent() throws Exception {
    FeatureWorld world = FeatureWorld.world();
    world.restartNodes(
        Map.of(
            "messenger.session.heartbeat-interval", "2s",
            "messenger.session.heartbeat-timeout", "5s"));
    try {
      answerAndGiveUp(world);
    } finally {
      world.restartNodes(Map.of());
    }
  }

  private static void answerAndGiveUp(FeatureWorld world) throws Exception {
    Listening heard = new Listening();
    WebSocket socket =
        world
            .http()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + world.user("ada").token())
            .buildAsync(world.environment().node("node-1").webSocket(), heard)
            .get(30, TimeUnit.SECONDS);
    String beat = new String(FrameCodec.encode(new ClientFrame.Heartbeat()), UTF_8);
    socket.sendText(beat, true).get(10, TimeUnit.SECONDS);
    assertThat(heard.answered.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(heard.closed.get(GIVEN_UP_WITHIN_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(CloseCode.HEARTBEAT_MISSED.code());
  }
}
