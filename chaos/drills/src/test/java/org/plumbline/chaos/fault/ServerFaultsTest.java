package org.plumbline.chaos.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults that a server is asked for, on stand-ins of it. */
@Timeout(120)
class ServerFaultsTest {
  private static final String TOKEN = "of the operator";

  private final AtomicLong offset = new AtomicLong();

  @TempDir private Path folder;

  private HttpServer node(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/admin/v1/fault/clock", exchange -> answer(exchange, status));
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      String token = exchange.getRequestHeaders().getFirst("X-Admin-Token");
      if (exchange.getRequestMethod().equals("POST") && TOKEN.equals(token)) {
        offset.set(
            new ObjectMapper()
                .readTree(exchange.getRequestBody().readAllBytes())
                .path("offset_ms")
                .asLong());
      }
      byte[] body = ("{\"offset_ms\":" + offset + "}").getBytes(UTF_8);
      exchange.sendResponseHeaders(TOKEN.equals(token) ? status : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void shouldShiftTheClockOfANodeAndPutItRight() throws Exception {
    HttpServer node = node(200);
    try {
      int port = node.getAddress().getPort();
      Fault fault = new ClockOffset("node-1", port, Optional.of(TOKEN), -5_000);
      assertThat(fault.proof().active()).isFalse();
      fault.strike();
      assertThat(offset).hasValue(-5_000);
      assertThat(fault.proof()).isEqualTo(new Proof(true, "node-1 says that it is -5000 ms off"));
      fault.heal();
      assertThat(offset).hasValue(0);
    } finally {
      node.stop(0);
    }
    // Nothing answers there any more: then nothing is wrong with its clock either.
    Fault gone = new ClockOffset("node-1", node.getAddress().getPort(), Optional.of(TOKEN), -5_000);
    gone.heal();
    assertThat(gone.proof().active()).isFalse();
  }

  @Test
  void shouldSayThatANodeTakesNoFaultsWhenItHasNoSuchRoute() throws Exception {
    HttpServer node = node(404);
    try {
      Fault fault =
          new ClockOffset("node-1", node.getAddress().getPort(), Optional.of(TOKEN), 1_000);
      assertThatThrownBy(fault::strike)
          .isInstanceOf(FaultFailure.class)
          .hasMessageContaining("messenger.fault.enabled of node-1: false (expected: true");
      Undo undo = fault.undo().getFirst();
      assertThatThrownBy(() -> undo.in(folder)).isInstanceOf(IOException.class);
    } finally {
      node.stop(0);
    }
  }

  private static int redis(String answers) throws IOException {
    ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try (server;
                  Socket socket = server.accept()) {
                socket.getOutputStream().write(answers.getBytes(US_ASCII));
                var _ = socket.getInputStream().read(new byte[1_000]);
                var _ = socket.getInputStream().read();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    return server.getLocalPort();
  }

  @Test
  void shouldProveThatRedisIsEmptyByItsOwnCount() throws Exception {
    Fault emptied = new RedisEmptied(redis(":12\r\n+OK\r\n:0\r\n"));
    assertThat(emptied.proof().active()).isFalse();
    emptied.strike();
    assertThat(emptied.proof()).isEqualTo(new Proof(true, "Redis had 12 keys, and then 0"));
    Fault wasEmpty = new RedisEmptied(redis(":0\r\n+OK\r\n:0\r\n"));
    wasEmpty.strike();
    assertThat(wasEmpty.proof().active()).isFalse();
    Fault refused = new RedisEmptied(redis(":1\r\n-READONLY\r\n:1\r\n"));
    assertThatThrownBy(refused::strike).hasMessageContaining("READONLY");
    assertThat(List.of(emptied, wasEmpty, refused)).allMatch(fault -> fault.undo().isEmpty());
  }
}
