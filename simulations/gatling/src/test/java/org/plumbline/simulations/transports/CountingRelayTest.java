package org.plumbline.simulations.transports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.simulations.load.NodeAddress;

class CountingRelayTest {

  private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";

  @Test
  void shouldPassBothWaysAndCountBytesAndRequests() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<String> heard = started(() -> answered(server, 2 * REQUEST.length()));
      URI http =
          URI.create(
              "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
      try (CountingRelay relay =
              CountingRelay.to(new NodeAddress("node-1", http, URI.create("ws://other/ws")));
          Socket device =
              new Socket(relay.address().http().getHost(), relay.address().http().getPort())) {
        OutputStream out = device.getOutputStream();
        // The end of the first head comes in two pieces.
        out.write(REQUEST.substring(0, REQUEST.length() - 2).getBytes(ISO_8859_1));
        out.flush();
        out.write(("\r\n" + REQUEST).getBytes(ISO_8859_1));
        out.flush();
        String answer = new String(device.getInputStream().readNBytes(ANSWER.length()), ISO_8859_1);

        assertThat(answer).isEqualTo(ANSWER);
        assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(REQUEST + REQUEST);
        assertThat(relay.count())
            .isEqualTo(new WireCount(2, 2L * REQUEST.length(), ANSWER.length()));
        assertThat(relay.address().id()).isEqualTo("node-1");
        assertThat(relay.address().webSocket().getPath()).isEqualTo("/ws");
      }
    }
  }

  private static String answered(ServerSocket server, int bytes) throws Exception {
    try (Socket device = server.accept()) {
      String heard = new String(device.getInputStream().readNBytes(bytes), ISO_8859_1);
      device.getOutputStream().write(ANSWER.getBytes(ISO_8859_1));
      return heard;
    }
  }

  private static <T> FutureTask<T> started(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }
}
