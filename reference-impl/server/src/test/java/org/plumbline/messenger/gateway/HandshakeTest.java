package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;

/** Section 4 of RFC 6455, and the bounds on connections that are not sockets yet. */
class HandshakeTest {

  private static RawNode node;

  @BeforeAll
  static void start() {
    node =
        new RawNode(
            Map.of(
                "messenger.handshake.within", "1s",
                "messenger.handshake.waiting-per-address-max", "20",
                "messenger.limit.strangers", "40, 1/m",
                "messenger.limit.trusted-proxies", "127.0.0.0/8"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String bearer(String device) {
    return "Authorization: Bearer " + node.token("ada", device) + "\r\n";
  }

  private static String answer(String request) throws Exception {
    try (RawSocket raw = RawSocket.connect(node.uri())) {
      return raw.say(request).head();
    }
  }

  private static String whole(String device) {
    return RawSocket.handshake(node.uri(), bearer(device));
  }

  @Test
  void shouldRefuseARequestThatIsNoHandshake() throws Exception {
    assertThat(answer(whole("a"))).startsWith("HTTP/1.1 101");
    String version = answer(whole("a").replace("Version: 13", "Version: 8"));
    assertThat(version).startsWith("HTTP/1.1 426").containsIgnoringCase("version: 13");
    for (String faulty :
        List.of(
            whole("a").replace("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="),
            whole("a").replace("Sec-WebSocket-Key", "X-Key"),
            whole("a").replace("Connection: Upgrade", "Connection: close"),
            whole("a").replace("GET", "POST"),
            whole("a").replace("HTTP/1.1", "HTTP/1.0"))) {
      assertThat(answer(faulty)).as(faulty).matches("(?s)HTTP/1.\\d 400.*");
    }
  }

  @Test
  void shouldAgreeOnNoExtensionAndTakeNoCompressedFrame() throws Exception {
    try (RawSocket raw = RawSocket.connect(node.uri())) {
      String deflate = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
      raw.say(RawSocket.handshake(node.uri(), bearer("b") + deflate));
      assertThat(raw.head())
          .startsWith("HTTP/1.1 101")
          .doesNotContainIgnoringCase("sec-websocket-extensions");
      // What a compressed bomb begins with.
      raw.say(RawSocket.frame(true, 4, RawSocket.TEXT, new byte[1_000]));
      assertThat(raw.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void shouldCutOffWhoSpeaksBeforeTheAnswer() throws Exception {
    try (RawSocket raw = RawSocket.connect(node.uri())) {
      raw.say(whole("c") + whole("c"));
      assertThat(raw.head()).doesNotContain("HTTP/1.1 101 Switching Protocols\r\n\r\nHTTP");
    }
  }

  @Test
  void shouldRefuseAHeadThatIsTooLong() throws Exception {
    String tooLong = "X-Padding: " + "x".repeat(20_000) + "\r\n";
    assertThat(answer(RawSocket.handshake(node.uri(), bearer("d") + tooLong)))
        .doesNotStartWith("HTTP/1.1 101");
  }

  @Test
  void shouldCutOffAConnectionThatDripsItsRequest() throws Exception {
    byte[] request = whole("e").getBytes(StandardCharsets.US_ASCII);
    long began = System.nanoTime();
    try (RawSocket raw = RawSocket.connect(node.uri());
        RawSocket silent = RawSocket.connect(node.uri())) {
      for (int i = 0; i < request.length - 1; i++) {
        raw.say(new byte[] {request[i]});
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(raw.head()).isEmpty();
      assertThat(silent.head()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void shouldBoundTheConnectionsOfOneAddressThatSayNothing() throws Exception {
    List<RawSocket> silent = new ArrayList<>();
    Newcomers newcomers = node.bean(Newcomers.class);
    try {
      for (int i = 0; i < 30; i++) {
        silent.add(RawSocket.connect(node.uri()));
      }
      for (RawSocket each : silent) {
        assertThat(each.head()).isEmpty();
      }
    } finally {
      for (RawSocket each : silent) {
        each.close();
      }
    }
    Await.until("all have left", Duration.ofSeconds(10), () -> newcomers.waiting() == 0);
    assertThat(answer(whole("f"))).startsWith("HTTP/1.1 101");
  }

  @Test
  void shouldThrottleAnAddressWithoutATokenAndNoOther() throws Exception {
    String of = "X-Forwarded-For: 203.0.113.%d\r\n";
    String answer = "";
    for (int i = 0; i < 41; i++) {
      answer = answer(RawSocket.handshake(node.uri(), of.formatted(7)));
    }
    assertThat(answer).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: ");
    assertThat(answer(RawSocket.handshake(node.uri(), of.formatted(8)))).startsWith("HTTP/1.1 401");
    assertThat(answer(RawSocket.handshake(node.uri(), bearer("g") + of.formatted(7))))
        .startsWith("HTTP/1.1 101");
  }
}
