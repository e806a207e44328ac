package org.plumbline.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Redis without persistence: the directory of sessions is a hint, and losing all of it must lose no
 * message. The binary inside {@code org.signal:embedded-redis}; a {@code redis-server} of the
 * system where that has none.
 */
final class RedisServer implements DataServer {
  private static final String VERSION = "7.0.15";

  private final Site site;

  RedisServer(Site site) {
    this.site = site;
  }

  @Override
  public Part part() {
    return Part.REDIS;
  }

  @Override
  public int port() {
    return site.ports().known(part().id());
  }

  @Override
  public ServerProcess launch() throws EnvironmentFailure, IOException {
    var folder = site.folder(part().id());
    var embedded = embedded();
    var program = embedded != null ? embedded : Executables.find("redis-server");
    if (program == null) {
      throw new EnvironmentFailure(
          part().id(),
          "no Redis binary for " + SystemName.of() + ", and no redis-server on the PATH",
          List.of(),
          "install Redis 7 or newer (Debian: apt install redis-server)");
    }
    var words =
        List.of(
            program.toString(),
            "--port",
            Integer.toString(port()),
            "--bind",
            Loopback.HOST,
            "--dir",
            folder.toString(),
            "--save",
            "",
            "--appendonly",
            "no",
            "--set-proc-title",
            "no",
            "--daemonize",
            "no");
    site.ports().release("redis");
    return site.launcher()
        .start(
            new Launcher.Command(
                part().id(), embedded != null ? VERSION : "of the system", words, Map.of()));
  }

  @Override
  public boolean answers() throws IOException {
    try (var socket = Loopback.connect(port())) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = socket.getInputStream().readNBytes(7);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG\r\n");
    }
  }

  private @Nullable Path embedded() throws IOException {
    var name = "redis-server-" + VERSION + "-" + SystemName.of();
    var resource = redis.embedded.RedisServer.class.getClassLoader().getResource(name);
    return resource == null
        ? null
        : Unpacked.file(resource, site.cache().resolve("redis-" + VERSION), "redis-server");
  }
}
