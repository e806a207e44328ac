package org.plumbline.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plumbline.chaos.toxiproxy.ServerFlags;
import org.plumbline.chaos.toxiproxy.ToxiproxyServer;
import org.plumbline.compose.Topology;

/** Faults of links, on a Toxiproxy in this process and an echo behind it. */
@Timeout(120)
class LinkFaultsTest {
  private ServerSocket echo;
  private ToxiproxyServer server;
  private List<Topology.LinkAddress> links;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 32, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    server =
        ToxiproxyServer.start(
            ServerFlags.parse(List.of("-host", "127.0.0.1", "-port", "0", "-proxy-metrics"), 1),
            new PrintStream(OutputStream.nullOutputStream()));
    String listen =
        new ToxiproxyClient("127.0.0.1", server.port())
            .createProxy("a-to-b", "127.0.0.1:0", "127.0.0.1:" + echo.getLocalPort())
            .getListen();
    int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    links = List.of(new Topology.LinkAddress("a", "b", "a-to-b", port, echo.getLocalPort()));
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                  } catch (IOException e) {
                    // The proxy may cut it.
                  }
                });
      } catch (IOException e) {
        return;
      }
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    echo.close();
  }

  private void talk() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), links.getFirst().port())) {
      socket.getOutputStream().write(new byte[1_000]);
      assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
    }
  }

  private int toxics() {
    try {
      return new Toxiproxy(server.port()).proxy("a-to-b").path("toxics").size();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldProveAToxicByTheBytesThatWentThroughIt() throws Exception {
    Toxic slow = new Toxic("latency", "downstream", Map.of("latency", 20));
    Fault fault = new ToxicOnLinks(server.port(), links, slow);
    fault.strike();
    assertThat(fault.proof().active()).as("nobody spoke yet").isFalse();
    talk();
    // Toxiproxy counts a connection when it has ended.
    Awaiting.until(() -> fault.proof().active());
    assertThat(fault.proof().how()).contains("a-to-b");
    fault.heal();
    assertThat(toxics()).isZero();
    assertThat(fault.proof().active()).isFalse();
    fault.heal();
  }

  @Test
  void shouldSayWhatToxiproxySaysWhenAToxicIsOfNoType() {
    Fault fault =
        new ToxicOnLinks(server.port(), links, new Toxic("fog", "upstream", Map.of("depth", 1)));
    assertThatThrownBy(fault::strike)
        .isInstanceOf(FaultFailure.class)
        .hasMessageContaining("fog")
        .hasMessageContaining("invalid toxic type");
  }

  @Test
  void shouldRefuseConnectionsOnALinkThatIsDown() throws Exception {
    Fault fault = new LinkDown(server.port(), links);
    assertThat(fault.proof().active()).isFalse();
    fault.strike();
    assertThat(fault.proof().active()).isTrue();
    fault.heal();
    assertThat(fault.proof().active()).isFalse();
    talk();
  }

  @Test
  void shouldOpenAFlappingLinkWhenItIsHealed() throws Exception {
    Fault fault = new FlappingLinks(server.port(), links, Duration.ofMillis(5));
    fault.strike();
    Awaiting.until(() -> fault.proof().active());
    fault.heal();
    talk();
  }

  @Test
  void shouldCountTheBytesOfConnectionsThatStandAndOfThoseThatEnded() {
    String sockets =
        """
        0 0 127.0.0.1:%1$d 127.0.0.1:40000 cubic bytes_sent:7 bytes_acked:7 bytes_received:5 x
        0 0 [::ffff:127.0.0.1]:%1$d [::ffff:127.0.0.1]:40001 cubic bytes_received:2 send 1bps
        0 0 127.0.0.1:40000 127.0.0.1:%1$d cubic bytes_sent:5 bytes_received:7
        """
            .formatted(links.getFirst().port());
    assertThat(LinkTraffic.standing(sockets, links)).isEqualTo(new LinkTraffic(2, 7, 7));
    String metrics =
        """
        toxiproxy_proxy_received_bytes_total{direction="upstream",listener="x",proxy="a-to-b"} 11
        toxiproxy_proxy_received_bytes_total{direction="downstream",listener="x",proxy="a-to-b"} 3
        toxiproxy_proxy_sent_bytes_total{direction="downstream",listener="x",proxy="a-to-b"} 1.3e+01
        toxiproxy_proxy_sent_bytes_total{direction="downstream",listener="x",proxy="other"} 99
        """;
    assertThat(LinkTraffic.ended(metrics, links)).isEqualTo(new LinkTraffic(0, 11, 13));
  }

  @Test
  void shouldFindLinksByPatternAndNameThoseThatThereAreOtherwise() {
    Topology.LinkAddress first =
        new Topology.LinkAddress("node-1", "redis", "node-1-to-redis", 1, 2);
    Topology.LinkAddress second =
        new Topology.LinkAddress("node-2", "redis", "node-2-to-redis", 3, 2);
    List<Topology.LinkAddress> all = List.of(first, second, links.getFirst());
    assertThat(Faults.matching(List.of("*-to-redis", "node-1-to-redis"), all))
        .containsExactly(first, second);
    assertThat(Faults.matching(List.of("node-2-to-redis"), all)).containsExactly(second);
    assertThatThrownBy(() -> Faults.matching(List.of("node-3-to-redis"), all))
        .hasMessageContaining("links: node-3-to-redis (expected: one of [node-1-to-redis");
    assertThatThrownBy(() -> Faults.matching(List.of(), all))
        .hasMessage("links: none (expected: at least one)");
  }

  @Test
  void shouldNameTheFieldOfAToxicThatIsIllFormed() {
    assertThatThrownBy(() -> new Toxic("latency", "sideways", Map.of()))
        .hasMessage("stream: sideways (expected: upstream or downstream)");
    assertThatThrownBy(() -> new Toxic("latency", "upstream", 1.5, Map.of()))
        .hasMessage("toxicity: 1.5 (expected: > 0 and <= 1)");
  }
}
