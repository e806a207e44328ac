package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.directory.Await;
import org.plumbline.protocol.ServerFrame;

class DrainTest {

  private static final int DEVICES = 30;

  @Test
  void shouldSendTheDevicesAwayOneByOneAndTakeNoNewOnes() throws Exception {
    RawNode node =
        new RawNode(
            Map.of(
                "messenger.session.drain-over", "3s",
                "messenger.session.drain-each", "1s",
                "messenger.session.farewell", "200ms"));
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      sockets.add(Socket.open(node.uri(), node.token("ada", "phone-" + i)));
      sockets.getLast().await(ServerFrame.Welcome.class);
    }
    HttpCalls http = new HttpCalls(node.uri());
    assertThat(http.get("/health/readiness", null).status()).isEqualTo(200);
    String late =
        RawSocket.handshake(node.uri(), "Authorization: Bearer " + node.token("b", "b") + "\r\n");
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(node::close);
    DrainState state = node.bean(DrainState.class);
    Await.until("it drains", Duration.ofSeconds(10), state::isDraining);
    assertThat(http.get("/health/readiness", null).status()).isEqualTo(503);
    assertThat(http.get("/health/liveness", null).status()).isEqualTo(200);
    try (RawSocket raw = RawSocket.connect(node.uri())) {
      assertThat(raw.say(late).head())
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("retry-after: 1");
    }
    List<Long> farewells = new ArrayList<>();
    for (Socket socket : sockets) {
      ServerFrame.Goodbye goodbye = socket.await(ServerFrame.Goodbye.class);
      assertThat(goodbye.reconnectAfterMillis()).isBetween(0L, 200L);
      assertThat(socket.closeCode()).isEqualTo(1001);
      farewells.add(socket.closedAtNanos());
    }
    farewells.sort(null);
    Duration spread = Duration.ofNanos(farewells.getLast() - farewells.getFirst());
    assertThat(spread).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(9));
    long inTheFullestSecond =
        farewells.stream()
            .mapToLong(
                from ->
                    farewells.stream()
                        .filter(at -> at >= from && at < from + TimeUnit.SECONDS.toNanos(1))
                        .count())
            .max()
            .orElseThrow();
    assertThat(inTheFullestSecond).as("closed within one second").isLessThan(DEVICES * 4L / 5);
    stopped.get(30, TimeUnit.SECONDS);
  }

  @Test
  void shouldNotKeepANodeWithoutDevices() throws Exception {
    RawNode node = new RawNode(Map.of());
    CompletableFuture.runAsync(node::close).get(10, TimeUnit.SECONDS);
    assertThat(
            new DrainConfig(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ZERO).window(10))
        .isEqualTo(Duration.ofMillis(500));
  }
}
