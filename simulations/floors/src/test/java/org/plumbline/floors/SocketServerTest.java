package org.plumbline.floors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketServerTest {

  private static SocketServer open(FrameHandler frames) {
    return SocketServer.open(
        Arguments.parse(new String[] {"threads=2"}, SocketServer.ARGUMENTS), frames);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 125, 126, 4_000})
  void shouldSendATextBack(int length) throws InterruptedException {
    try (SocketServer server = open(new FrameHandler());
        Peer peer = new Peer(server.address())) {
      String text = "x".repeat(length);

      peer.send(text);

      assertThat(peer.text()).isEqualTo(text);
      assertThat(server.counts()).containsEntry("echoed", 1L).containsEntry("opened", 1L);
    }
  }

  @Test
  void shouldAnswerACloseAndCountIt() throws InterruptedException {
    try (SocketServer server = open(new FrameHandler());
        Peer peer = new Peer(server.address())) {
      peer.sayGoodbye();

      assertThat(peer.closeCode()).isEqualTo(1_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 125, 126, 4_000})
  void shouldSendAMarkedTextToAll(int length) throws InterruptedException {
    try (SocketServer server = open(new BroadcastHandler())) {
      List<Peer> peers = new ArrayList<>();
      for (int peer = 0; peer < 5; peer++) {
        peers.add(new Peer(server.address()));
      }
      // An answer shows that its connection is among all of them.
      for (Peer peer : peers) {
        peer.send("here");
        assertThat(peer.text()).isEqualTo("here");
      }
      String text = "!" + "y".repeat(length - 1);

      peers.getFirst().send(text);

      for (Peer peer : peers) {
        assertThat(peer.text()).isEqualTo(text);
        peer.close();
      }
      assertThat(server.counts())
          .containsEntry("broadcasts", 1L)
          .containsEntry("deliveries", 5L)
          .containsEntry("skipped", 0L);
    }
  }

  @Test
  void shouldGoOnWithTheOthersWhenOneLeft() throws InterruptedException {
    try (SocketServer server = open(new BroadcastHandler());
        Peer stays = new Peer(server.address());
        Peer leaves = new Peer(server.address())) {
      leaves.sayGoodbye();
      assertThat(leaves.closeCode()).isEqualTo(1_000);

      stays.send("!one");
      stays.send("!two");

      assertThat(stays.text()).isEqualTo("!one");
      assertThat(stays.text()).isEqualTo("!two");
    }
  }

  @Test
  void shouldCloseWhenATextComesInParts() throws InterruptedException {
    try (SocketServer server = open(new FrameHandler());
        Peer peer = new Peer(server.address())) {
      peer.sendPart("half of");

      assertThat(peer.closeCode()).isEqualTo(1_003);
      assertThat(server.counts()).containsEntry("echoed", 0L);
    }
  }

  @Test
  void shouldRefuseWhatIsNoUpgrade() throws IOException, InterruptedException {
    try (SocketServer server = open(new FrameHandler());
        HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.address() + "/ws");

      int status =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode();

      assertThat(status).isEqualTo(404);
    }
  }

  @Test
  void shouldNameThePortThatIsWrong() {
    assertThatThrownBy(
            () ->
                SocketServer.open(
                    Arguments.parse(new String[] {"port=70000"}, SocketServer.ARGUMENTS),
                    new FrameHandler()))
        .hasMessage("port: 70000 (expected: 0 to 65535)");
  }
}
