package org.plumbline.chaos.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own, as the environment starts it. */
@Timeout(180)
class ServerProcessTest {
  private static final Pattern ADDRESS = Pattern.compile("\"address\":\"127\\.0\\.0\\.1:(\\d+)\"");

  @TempDir private Path folder;

  private static Process start(String... flags) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ToxiproxyServer.class.getName()));
    command.addAll(List.of(flags));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static boolean ends(Process process) throws InterruptedException {
    return process.waitFor(Bed.BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void shouldNameItsPortWhenThePortIsFreeAndEndWithZeroWhenTerminated() throws Exception {
    var process = start("-port", "0");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine())
          .contains("\"version\":\"2.12.0\"", "\"message\":\"Starting Toxiproxy\"");
      var line = String.valueOf(out.readLine());
      assertThat(line).contains("\"message\":\"Starting Toxiproxy HTTP server\"");
      var address = ADDRESS.matcher(line);
      assertThat(address.find()).as(line).isTrue();

      var client = new ToxiproxyClient("127.0.0.1", Integer.parseInt(address.group(1)));
      assertThat(client.version()).contains("2.12.0");

      process.destroy();
      assertThat(ends(process)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldCreateTheProxiesWhenAConfigFileIsGiven() throws Exception {
    var config = folder.resolve("proxies.json");
    Files.writeString(
        config, "[{\"name\":\"redis\",\"listen\":\"localhost:0\",\"upstream\":\"localhost:1\"}]");
    var process = start("-port=0", "-config", config.toString());
    try (BufferedReader out = process.inputReader()) {
      var before = new StringBuilder();
      var line = String.valueOf(out.readLine());
      while (!line.contains("HTTP server")) {
        before.append(line);
        line = String.valueOf(out.readLine());
      }
      var address = ADDRESS.matcher(line);
      assertThat(address.find()).as(line).isTrue();

      var client = new ToxiproxyClient("127.0.0.1", Integer.parseInt(address.group(1)));
      assertThat(before).contains("\"proxies\":1,", "\"message\":\"Populated proxies from file\"");
      assertThat(client.getProxy("redis").isEnabled()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldExitWithOneWhenThePortIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var process = start("-port", String.valueOf(taken.getLocalPort()));

      assertThat(ends(process)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
          .contains("error: listen tcp localhost:" + taken.getLocalPort());
    }
  }

  @Test
  void shouldExitWithTwoAndTellTheFlagsWhenOneIsUnknown() throws Exception {
    var process = start("-nonsense");

    assertThat(ends(process)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("flag provided but not defined: -nonsense", "-proxy-metrics");
  }

  @Test
  void shouldPrintItsVersionAndFlagsWhenAsked() throws Exception {
    var version = start("-version");
    assertThat(ends(version)).isTrue();
    assertThat(version.exitValue()).isZero();
    assertThat(new String(version.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("toxiproxy-server version 2.12.0\n");

    var help = start("-help");
    assertThat(ends(help)).isTrue();
    assertThat(help.exitValue()).isZero();
    assertThat(new String(help.getInputStream().readAllBytes(), UTF_8))
        .startsWith("Usage of toxiproxy-server:\n  -config string\n    \tJSON file");
  }
}
