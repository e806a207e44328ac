package org.plumbline.probes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers from a script and counts the connections it was opened. */
class KeptConnectionTest {

  private static final String SIZED = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n1\r\n!\r\n0\r\n\r\n";
  private static final String REFUSED =
      "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n";

  private final AtomicInteger opened = new AtomicInteger();
  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    listener.close();
  }

  private KeptConnection serving(String... answers) throws IOException {
    Thread.ofVirtual().start(() -> serve(List.of(answers)));
    URI address =
        URI.create(
            "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort());
    return KeptConnection.to(address, "token");
  }

  /** One answer for each request on one connection, which then ends. */
  private void serve(List<String> answers) {
    try (Socket socket = listener.accept();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
      opened.incrementAndGet();
      for (String answer : answers) {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
          line = in.readLine();
        }
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldCarryManyRequestsOverOneConnection() throws Exception {
    try (KeptConnection connection = serving(SIZED, CHUNKED, SIZED)) {
      assertThat(connection.get("/").status()).isEqualTo(200);
      assertThat(connection.get("/").status()).isEqualTo(200);
      assertThat(connection.get("/").headers()).containsEntry("content-length", "4");
      assertThat(connection.answered()).isEqualTo(3);
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void shouldTellTheAnswersOfRequestsSentAtOnceApart() throws Exception {
    try (KeptConnection connection = serving(SIZED, REFUSED, CHUNKED)) {
      List<KeptConnection.Reply> replies = connection.get("/", 3);
      assertThat(replies).extracting(KeptConnection.Reply::status).containsExactly(200, 429, 200);
      assertThat(replies.get(1).headers()).containsEntry("retry-after", "3");
    }
  }

  @Test
  void shouldBreakTheProbeWhenTheNodeEndsTheConnection() throws Exception {
    try (KeptConnection connection = serving(SIZED)) {
      assertThat(connection.get("/").status()).isEqualTo(200);
      assertThatThrownBy(() -> connection.get("/"))
          .isInstanceOf(ProbeFailed.class)
          .hasMessage("the node ended the connection after 1 answers on it");
    }
  }

  @Test
  void shouldBreakTheProbeWhenTheAnswerIsNone() throws Exception {
    try (KeptConnection connection = serving("HTTP/1.0 200 OK\r\n\r\n")) {
      assertThatThrownBy(() -> connection.get("/"))
          .isInstanceOf(ProbeFailed.class)
          .hasMessage("no answer of HTTP/1.1: HTTP/1.0");
    }
  }
}
