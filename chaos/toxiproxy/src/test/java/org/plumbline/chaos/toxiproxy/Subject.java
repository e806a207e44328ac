package org.plumbline.chaos.toxiproxy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Which server a test drives: ours, or the original where it is installed. */
enum Subject {
  OURS,
  ORIGINAL;

  /** A server that runs, with an API at this address. */
  interface Running extends AutoCloseable {
    String host();

    int port();

    @Override
    void close();
  }

  /** Skips the tests of a server that is not there. */
  void require() {
    assumeTrue(
        this == OURS || installed().isPresent(),
        "toxiproxy-server is not on the PATH (get it from"
            + " github.com/Shopify/toxiproxy/releases)");
  }

  private static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "toxiproxy-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Running start() throws IOException {
    return this == OURS ? ours(1) : original();
  }

  static Running ours(long seed) throws IOException {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return of(ToxiproxyServer.start(ServerFlags.onFreePort().withSeed(seed), out));
  }

  static Running of(ToxiproxyServer server) {
    return new Running() {
      @Override
      public String host() {
        return "127.0.0.1";
      }

      @Override
      public int port() {
        return server.port();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  private static Running original() throws IOException {
    var program = installed().orElseThrow().toString();
    int port = freePort();
    var process =
        new ProcessBuilder(
                program, "-host", "127.0.0.1", "-port", Integer.toString(port), "-proxy-metrics")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!Bed.becomes(() -> accepts(port) || !process.isAlive()) || !process.isAlive()) {
      process.destroyForcibly();
      throw new IOException(program + " does not answer at port " + port);
    }
    return new Running() {
      @Override
      public String host() {
        return "127.0.0.1";
      }

      @Override
      public int port() {
        return port;
      }

      @Override
      public void close() {
        process.destroyForcibly().onExit().join();
      }
    };
  }

  /** The original does not tell which port it got, so it is given one that was free just now. */
  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static boolean accepts(int port) {
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException _) {
      return false;
    }
  }
}
