package org.plumbline.chaos.toxiproxy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A Toxiproxy server of either kind, an upstream to accept by hand, and one proxy between them. */
final class Bed implements AutoCloseable {
  /** Longer than anything here takes, so that a wrong behaviour fails instead of hanging. */
  static final Duration BOUND = Duration.ofSeconds(60);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The two ends of a proxied connection. */
  record Pair(Socket client, Socket upstream) {}

  final ToxiproxyClient client;
  final ServerSocket upstream;
  final Proxy proxy;
  private final Subject subject;
  private final Subject.Running server;
  private final List<Socket> sockets = new ArrayList<>();

  /** A bed of our server. */
  Bed() throws IOException {
    this(Subject.OURS);
  }

  /** A bed of our server with these dice. */
  Bed(long seed) throws IOException {
    this(Subject.OURS, Subject.ours(seed));
  }

  Bed(Subject subject) throws IOException {
    this(subject, subject.start());
  }

  private Bed(Subject subject, Subject.Running server) throws IOException {
    this.subject = subject;
    this.server = server;
    client = new ToxiproxyClient(server.host(), server.port());
    upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    upstream.setSoTimeout((int) BOUND.toMillis());
    proxy = client.createProxy("bed", "127.0.0.1:0", "127.0.0.1:" + upstream.getLocalPort());
  }

  /** The bytes that passed until now, which only our server tells: others skip the test. */
  Counters counters() {
    assumeTrue(subject == Subject.OURS, "the original counts the bytes of ended links alone");
    return new Counters(this);
  }

  void stopServer() {
    server.close();
  }

  /** The API's address as {@code host:port}. */
  String api() {
    return server.host() + ":" + server.port();
  }

  InetSocketAddress address() throws IOException {
    return address(proxy.getListen());
  }

  static InetSocketAddress address(String listen) {
    int colon = listen.lastIndexOf(':');
    return new InetSocketAddress(
        listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
  }

  Pair connect() throws IOException {
    var near = dial();
    var far = upstream.accept();
    prepare(far);
    return new Pair(near, far);
  }

  Socket dial() throws IOException {
    var near = new Socket();
    near.connect(address(), (int) BOUND.toMillis());
    prepare(near);
    return near;
  }

  private void prepare(Socket socket) throws IOException {
    socket.setSoTimeout((int) BOUND.toMillis());
    socket.setTcpNoDelay(true);
    sockets.add(socket);
  }

  HttpResponse<String> call(String method, String path, String body) {
    return call(method, path, body, "application/json");
  }

  HttpResponse<String> call(String method, String path, String body, String type) {
    return call(api(), method, path, body, "Content-Type", type);
  }

  static HttpResponse<String> call(
      String api, String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + api + path))
            .timeout(BOUND)
            .headers(headers)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  boolean accepts() throws IOException {
    return accepts(address());
  }

  static boolean accepts(InetSocketAddress address) throws IOException {
    try (var probe = new Socket()) {
      probe.connect(address, (int) BOUND.toMillis());
      return true;
    } catch (ConnectException _) {
      return false;
    }
  }

  static byte[] bytes(int length) {
    var bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }

  static void send(Socket from, String text) throws IOException {
    from.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  static String receive(Socket at, int length) throws IOException {
    return new String(at.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Waits until something holds, which the caller then asserts, and no longer than the bound. */
  static boolean becomes(BooleanSupplier condition) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  /** Waits until a number has stopped to change, that is, has been the same for a while. */
  static boolean settles(LongSupplier number) {
    long[] last = {-1, 0};
    return becomes(
        () -> {
          long now = number.getAsLong();
          last[1] = now == last[0] ? last[1] + 1 : 0;
          last[0] = now;
          return last[1] >= 10;
        });
  }

  @Override
  public void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    upstream.close();
    server.close();
  }
}
