package org.plumbline.messenger.directory.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.Await;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real Redis of this test's own: the binary of org.signal:embedded-redis, which Maven brings. It
 * can be killed, paused and started again on the same port.
 */
public final class RedisProcess implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(20);

  private final Path folder;
  private final Path binary;
  private final int port;
  private volatile @Nullable Process process;

  public RedisProcess() {
    try {
      folder = Files.createTempDirectory("plumbline-redis");
      binary = folder.resolve("redis-server");
      try (var source = RedisProcess.class.getResourceAsStream("/" + binaryName())) {
        if (source == null) {
          throw new IllegalStateException(
              binaryName() + " is not on the class path; org.signal:embedded-redis has it");
        }
        Files.copy(source, binary, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!binary.toFile().setExecutable(true)) {
        throw new IllegalStateException(binary + " could not be made executable");
      }
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A test that is ended from outside must not leave a server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    start();
  }

  private static String binaryName() {
    var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    var processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return "redis-server-7.0.15-" + system + "-" + processor;
  }

  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** A connection of the test's own, to look behind the adapter. */
  public RedisClient client() {
    return RedisClient.create(uri());
  }

  /** Starts with what was saved last, which is nothing unless a test saved something. */
  public void start() {
    try {
      process =
          new ProcessBuilder(
                  binary.toString(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--dir",
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until("Redis answers", START_MAX, this::answers);
  }

  private boolean answers() {
    try (var client = client()) {
      return client.ping().equals("PONG");
    } catch (JedisException e) {
      return false;
    }
  }

  public void kill() {
    var running = process;
    process = null;
    if (running != null) {
      try {
        if (!running.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("Redis survived a kill: " + running.pid());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    var running = process;
    if (running == null) {
      throw new IllegalStateException("Redis does not run.");
    }
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
