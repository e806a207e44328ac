package org.plumbline.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.chaos.toxiproxy.ServerFlags;
import org.plumbline.chaos.toxiproxy.ToxiproxyServer;

/** What a process left broken that was killed, or asked to end, while its faults were there. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class KilledStrikerTest {
  private static final String PROXY = "a-to-b";

  @TempDir private Path home;

  private interface Ending {
    void of(Process striker);
  }

  private void strikeAnd(Ending ending, boolean healsItself) throws Exception {
    Path directory = Files.createDirectories(home.resolve(".plumb/up"));
    Process sleeper = new ProcessBuilder("sleep", "600").start();
    try (ServerSocket upstream = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        ToxiproxyServer server =
            ToxiproxyServer.start(
                ServerFlags.parse(List.of("-host", "127.0.0.1", "-port", "0"), 1),
                new PrintStream(OutputStream.nullOutputStream()))) {
      Toxiproxy toxiproxy = new Toxiproxy(server.port());
      int listen = proxied(server, upstream.getLocalPort());
      Process striker =
          striker(directory, sleeper.pid(), server.port(), listen)
              .redirectErrorStream(true)
              .start();
      try (BufferedReader out = striker.inputReader()) {
        assertThat(out.readLine()).isEqualTo(Striker.STRUCK);
        assertThat(ProcFiles.state(sleeper.pid())).contains('T');
        assertThat(toxiproxy.proxy(PROXY).path("enabled").asBoolean()).isFalse();
        assertThat(toxiproxy.proxy(PROXY).path("toxics")).hasSize(1);
        assertThat(Clearing.all(home, false).undone()).as("the striker lives").isEmpty();
        ending.of(striker);
        assertThat(striker.waitFor(30, TimeUnit.SECONDS)).isTrue();
      } finally {
        striker.destroyForcibly();
      }
      Clearing clearing = Clearing.all(home, false);
      assertThat(clearing.left()).isEmpty();
      assertThat(clearing.undone()).hasSize(healsItself ? 0 : 3);
      Awaiting.until(() -> !ProcFiles.state(sleeper.pid()).equals(Optional.of('T')));
      assertThat(toxiproxy.proxy(PROXY).path("enabled").asBoolean()).isTrue();
      assertThat(toxiproxy.proxy(PROXY).path("toxics")).isEmpty();
      assertThat(directory.resolve(FaultBook.FILE)).doesNotExist();
      assertThat(Clearing.all(home, false).undone()).as("a second time").isEmpty();
    } finally {
      sleeper.destroyForcibly();
    }
  }

  private static int proxied(ToxiproxyServer server, int upstream) throws Exception {
    String address =
        new ToxiproxyClient("127.0.0.1", server.port())
            .createProxy(PROXY, "127.0.0.1:0", "127.0.0.1:" + upstream)
            .getListen();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static ProcessBuilder striker(Path directory, long pid, int toxiproxy, int listen) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        Striker.class.getName(),
        directory.toString(),
        Long.toString(pid),
        Integer.toString(toxiproxy),
        PROXY,
        Integer.toString(listen));
  }

  @Test
  void shouldClearWhatAKilledProcessLeftBroken() throws Exception {
    strikeAnd(Process::destroyForcibly, false);
  }

  @Test
  void shouldHealByItselfWhenTheProcessIsAskedToEnd() throws Exception {
    strikeAnd(Process::destroy, true);
  }
}
