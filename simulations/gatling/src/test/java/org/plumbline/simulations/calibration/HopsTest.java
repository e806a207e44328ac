package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HopsTest {

  private static final List<Counters> NODES =
      List.of(
          Counters.parse(
              """
              messenger_link_bytes_total 300.0
              messenger_log_bytes_total{client="producer",direction="out"} 1000.0
              messenger_log_bytes_total{client="consumer",direction="out"} 50.0
              messenger_log_bytes_total{client="consumer",direction="in"} 900.0
              cassandra_session_bytes_sent_total{session="messenger"} 4000.0
              cassandra_session_bytes_received_total{session="messenger"} 70.0
              """),
          Counters.parse("messenger_link_bytes_total 200.0"));

  @Test
  void shouldAddUpWhatAllNodesSendAndGet() {
    assertThat(Hops.read(NODES, Optional.empty()))
        .containsEntry("node_link_bytes_per_message", 500.0)
        .containsEntry("kafka_bytes_in_per_message", 1_050.0)
        .containsEntry("kafka_bytes_out_per_message", 900.0)
        .containsEntry("cassandra_bytes_in_per_message", 4_000.0)
        .containsEntry("cassandra_bytes_out_per_message", 70.0)
        .hasSize(5);
  }

  @Test
  void shouldReadWhatRedisCounts() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(server));

      assertThat(Hops.read(NODES, Optional.of(address(server.getLocalPort()))))
          .containsEntry("redis_bytes_in_per_message", 123.0)
          .containsEntry("redis_bytes_out_per_message", 45.0);
    }
  }

  @Test
  void shouldLeaveOutARedisThatDoesNotAnswer() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }

    assertThat(Hops.read(NODES, Optional.of(address(port)))).hasSize(5);
  }

  private static URI address(int port) {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /**
   * Answers the statistics to each command: what Jedis asks at a connection's start goes so too.
   */
  private static void answer(ServerSocket server) {
    String text = "# Stats\r\ntotal_net_input_bytes:123\r\ntotal_net_output_bytes:45\r\nhits:1\r\n";
    try (var socket = server.accept()) {
      byte[] asked = new byte[1_024];
      while (socket.getInputStream().read(asked) > 0) {
        String answer = "$" + text.length() + "\r\n" + text + "\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The test closes the server when it has seen enough.
      Thread.currentThread().interrupt();
    }
  }
}
