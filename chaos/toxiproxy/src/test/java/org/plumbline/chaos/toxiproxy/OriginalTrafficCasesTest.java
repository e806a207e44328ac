package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories that the original's own tests of toxics and links tell, where no other test does. */
@ParameterizedClass
@EnumSource(Subject.class)
class OriginalTrafficCasesTest extends OnBothServers {
  OriginalTrafficCasesTest(Subject subject) {
    super(subject);
  }

  private static void echo(Bed.Pair pair, String text) throws IOException {
    Bed.send(pair.client(), text);
    assertThat(Bed.receive(pair.upstream(), text.length())).isEqualTo(text);
    Bed.send(pair.upstream(), text);
    assertThat(Bed.receive(pair.client(), text.length())).isEqualTo(text);
  }

  @Test
  void shouldKeepTheConnectionWhenToxicsAreResetAgainAndAgain() throws IOException {
    var pair = bed.connect();
    bed.call(
        "POST",
        "/proxies/bed/toxics",
        "{\"name\":\"u\",\"type\":\"noop\",\"stream\":\"upstream\"}");
    bed.call("POST", "/proxies/bed/toxics", "{\"name\":\"d\",\"type\":\"noop\"}");

    echo(pair, "with both");
    bed.client.reset();
    echo(pair, "without");
    bed.client.reset();
    echo(pair, "still");
  }

  @Test
  void shouldDelayBothWaysByTheirOwnLatencyWhenBothAreSet() throws IOException {
    bed.proxy.toxics().latency("up", ToxicDirection.UPSTREAM, 150);
    bed.proxy.toxics().latency("down", ToxicDirection.DOWNSTREAM, 50);
    var pair = bed.connect();
    long start = System.nanoTime();

    echo(pair, "hello world ".repeat(3000));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(195));
  }

  @Test
  void shouldServeOnWhenLatenciesComeAndGoAmidClosingConnections() throws IOException {
    for (int i = 0; i < 50; i++) {
      var latency = bed.proxy.toxics().latency("race", ToxicDirection.UPSTREAM, 10);
      var pair = bed.connect();
      Bed.send(pair.client(), "hello");
      pair.client().close();
      latency.remove();
      pair.upstream().close();
    }

    echo(bed.connect(), "alive");
  }

  @Test
  void shouldRemoveALatencyWhenATimeoutBehindItSwallowsAll() throws IOException {
    var latency = bed.proxy.toxics().latency("might_block", ToxicDirection.UPSTREAM, 10);
    var pair = bed.connect();
    echo(pair, "foobar");
    bed.proxy.toxics().timeout("mute", ToxicDirection.UPSTREAM, 0);
    for (int i = 0; i < 5; i++) {
      Bed.send(pair.client(), "hello");
    }

    latency.remove();

    assertThat(bed.proxy.toxics().getAll()).hasSize(1);
  }

  @Test
  void shouldEndBothPeersWhenTheTimeoutOfAnOpenConnectionIsRemoved() throws IOException {
    var pair = bed.connect();
    echo(pair, "foobar");
    var timeout = bed.proxy.toxics().timeout("cut", ToxicDirection.UPSTREAM, 0);

    timeout.remove();

    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldPassUntilTheDiceAreThrownAgainWhenATimeoutBecomesToxic() throws IOException {
    bed.call(
        "POST",
        "/proxies/bed/toxics",
        "{\"name\":\"t\",\"type\":\"timeout\",\"toxicity\":0,\"attributes\":{\"timeout\":100}}");
    var pair = bed.connect();
    Bed.send(pair.upstream(), "*");
    assertThat(Bed.receive(pair.client(), 1)).isEqualTo("*");

    bed.call("PATCH", "/proxies/bed/toxics/t", "{\"toxicity\":1}");

    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldAnswerOnlyAfterTheResetWhenItsToxicIsRemovedMeanwhile() throws IOException {
    var toxic = bed.proxy.toxics().resetPeer("break", ToxicDirection.DOWNSTREAM, 400);
    var pair = bed.connect();
    Bed.send(pair.client(), "go");
    assertThat(Bed.receive(pair.upstream(), 2)).isEqualTo("go");
    long start = System.nanoTime();
    Bed.send(pair.upstream(), "x");
    // Passes the same links before the toxic is removed, so that its timer surely runs by then.
    Bed.send(pair.client(), "on");
    assertThat(Bed.receive(pair.upstream(), 2)).isEqualTo("on");

    toxic.remove();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(390));
    assertThatThrownBy(() -> pair.client().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void shouldStayClosedWhenItIsDisabledAgainAndAgain() throws IOException {
    bed.proxy.disable();
    bed.proxy.disable();
    bed.proxy.disable();

    assertThat(bed.accepts()).isFalse();
  }
}
