package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** What an idle connection keeps, by the histogram of the heap after a full collection. */
class IdleSocketTest {

  private static final int SOCKETS = 400;
  private static final Pattern LINE =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)", Pattern.MULTILINE);
  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of(
              "messenger.servers", "memory",
              "micronaut.server.port", "-1",
              "messenger.token.secret", "a secret of at least thirty-two bytes"));

  private final Tokens tokens = SERVER.getApplicationContext().getBean(Tokens.class);
  private final Sessions sessions = SERVER.getApplicationContext().getBean(Sessions.class);

  private record Kept(long instances, long bytes) {}

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void shouldKeepNoBufferNoTimerAndNoThreadForAnIdleSocket() throws Exception {
    try (Opened _ = open("warm", SOCKETS)) {
      Await.until("warm", Duration.ofSeconds(30), () -> sessions.count() == SOCKETS);
    }
    Await.until("all are gone", Duration.ofSeconds(30), () -> sessions.count() == 0);
    String before = histogram();
    int threads = Thread.activeCount();
    try (Opened _ = open("idle", SOCKETS)) {
      Await.until("all stand", Duration.ofSeconds(30), () -> sessions.count() == SOCKETS);
      Map<String, Long> grown = grown(kept(before), kept(histogram()));
      assertThat(grown).as("each has a session").containsKey(className("session.Session"));
      assertThat(grown.keySet())
          .as("kept for each idle socket: %s", grown)
          .noneMatch(name -> name.endsWith("ByteBuf") || name.endsWith("ByteBuffer"))
          .noneMatch(isA("ScheduledFutureTask", "HashedWheelTimeout"))
          .noneMatch(isA("Deflater", "Inflater", "ChannelOutboundBuffer$Entry"))
          .noneMatch(isA("java.lang.Thread", "VirtualThread"));
      assertThat(Thread.activeCount()).isLessThan(threads + SOCKETS / 10);
    }
  }

  private static String className(String inMessenger) {
    return "org.plumbline.messenger." + inMessenger;
  }

  private static Predicate<String> isA(String... parts) {
    return name -> List.of(parts).stream().anyMatch(name::contains);
  }

  /** Classes of which there is about one more for each socket, or more than one. */
  private static Map<String, Long> grown(Map<String, Kept> before, Map<String, Kept> after) {
    Map<String, Long> grown = new HashMap<>();
    after.forEach(
        (name, kept) -> {
          Kept earlier = before.getOrDefault(name, new Kept(0, 0));
          if (kept.instances() - earlier.instances() >= SOCKETS / 2) {
            grown.put(name, (kept.bytes() - earlier.bytes()) / SOCKETS);
          }
        });
    return grown;
  }

  /** Runs a full collection first, as the command does unless told otherwise. */
  private static String histogram() throws Exception {
    Object text =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return String.valueOf(text);
  }

  private static Map<String, Kept> kept(String text) {
    Map<String, Kept> histogram = new HashMap<>();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      histogram.put(
          line.group(3), new Kept(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))));
    }
    return histogram;
  }

  private Opened open(String name, int count) throws IOException {
    List<SocketChannel> channels = new ArrayList<>();
    URI node = SERVER.getURI();
    for (int i = 0; i < count; i++) {
      String token = tokens.issue(new UserId(name + "-" + i), new DeviceId("phone")).token();
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(node.getHost(), node.getPort()));
      channels.add(channel);
      String request =
          "GET /ws HTTP/1.1\r\nHost: node\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
              + "Authorization: Bearer "
              + token
              + "\r\n\r\n";
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        assertThat(channel.write(bytes)).isNotNegative();
      }
    }
    return new Opened(channels);
  }

  /** Sockets whose other ends read nothing and hold nothing of the library's. */
  private record Opened(List<SocketChannel> channels) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
  }
}
