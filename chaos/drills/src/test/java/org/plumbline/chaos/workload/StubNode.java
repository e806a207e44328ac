package org.plumbline.chaos.workload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.NodeAddress;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.MalformedFrame;

/** A node for tests: raw sockets, HTTP/1.1 and the WebSocket upgrade, and a script behind them. */
final class StubNode implements AutoCloseable {

  /** An HTTP answer; {@code retryAfter} in seconds, or null. */
  record Answer(int status, String body, @Nullable String retryAfter) {}

  /** A request that is no upgrade, or the upgrade itself with its path {@code /ws}. */
  record Request(String method, String path, String body, String token) {}

  /** What the node does. Calls for one socket come one after another. */
  interface Script {
    /** An answer to a request; for {@code /ws} null lets the upgrade happen. */
    @Nullable Answer answer(Request request);

    void opened(StubSocket socket);

    void received(StubSocket socket, ClientFrame frame);

    void gone(StubSocket socket);
  }

  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  StubNode(Script script) throws IOException {
    this.script = script;
    this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  NodeAddress address() {
    return NodeAddress.of("127.0.0.1", server.getLocalPort());
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in =
          new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
      OutputStream out = socket.getOutputStream();
      while (serveOne(socket, in, out)) {
        // The JDK's client keeps its connections.
      }
    } catch (IOException | MalformedFrame e) {
      // A device that cuts its connection is what the tests do.
    } finally {
      sockets.remove(socket);
    }
  }

  private boolean serveOne(Socket socket, DataInputStream in, OutputStream out)
      throws IOException, MalformedFrame {
    String[] start = line(in).split(" ", 3);
    if (start.length < 3) {
      return false;
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), UTF_8);
    String token = headers.getOrDefault("authorization", "").replace("Bearer ", "");
    Answer answer = script.answer(new Request(start[0], start[1], body, token));
    if (answer == null) {
      upgrade(out, headers.getOrDefault("sec-websocket-key", ""));
      talk(new StubSocket(socket, in, out, token));
      return false;
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    String head =
        "HTTP/1.1 "
            + answer.status()
            + " x\r\nContent-Length: "
            + bytes.length
            + "\r\n"
            + (answer.retryAfter() == null ? "" : "Retry-After: " + answer.retryAfter() + "\r\n")
            + "Content-Type: application/json\r\n\r\n";
    out.write(head.getBytes(ISO_8859_1));
    out.write(bytes);
    out.flush();
    return true;
  }

  private void talk(StubSocket socket) throws IOException, MalformedFrame {
    try {
      script.opened(socket);
      for (ClientFrame frame = socket.read(); frame != null; frame = socket.read()) {
        script.received(socket, frame);
      }
    } finally {
      script.gone(socket);
    }
  }

  private static void upgrade(OutputStream out, String key) throws IOException {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
      String head =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(digest)
              + "\r\n\r\n";
      out.write(head.getBytes(ISO_8859_1));
      out.flush();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** Dies as a process does: the port closes, every connection breaks. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
