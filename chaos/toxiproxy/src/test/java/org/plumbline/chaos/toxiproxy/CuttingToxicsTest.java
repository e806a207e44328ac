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

/** Timeout and reset_peer: replies that never come, and connections that break. */
@ParameterizedClass
@EnumSource(Subject.class)
class CuttingToxicsTest extends OnBothServers {
  CuttingToxicsTest(Subject subject) {
    super(subject);
  }

  @Test
  void shouldDropRepliesAndKeepTheLinkWhenTheTimeoutIsZero() throws IOException {
    bed.proxy.toxics().timeout("mute", ToxicDirection.DOWNSTREAM, 0);
    var pair = bed.connect();

    Bed.send(pair.client(), "question");
    assertThat(Bed.receive(pair.upstream(), 8)).isEqualTo("question");
    Bed.send(pair.upstream(), "answer");
    assertThat(Bed.becomes(() -> bed.counters().received("downstream") == 6)).isTrue();
    Bed.send(pair.client(), "again");
    assertThat(Bed.receive(pair.upstream(), 5)).isEqualTo("again");
    assertThat(bed.counters().sent("downstream")).isZero();
  }

  @Test
  void shouldCloseTheLinksWhenTheTimeoutIsRemoved() throws IOException {
    var toxic = bed.proxy.toxics().timeout("mute", ToxicDirection.DOWNSTREAM, 0);
    var pair = bed.connect();
    Bed.send(pair.upstream(), "lost");
    assertThat(Bed.becomes(() -> bed.counters().received("downstream") == 4)).isTrue();

    toxic.remove();

    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldCloseEvenSparedLinksWhenTheTimeoutIsRemoved() throws IOException {
    var toxic = bed.proxy.toxics().timeout("mute", ToxicDirection.DOWNSTREAM, 0);
    toxic.setToxicity(0);
    var pair = bed.connect();
    Bed.send(pair.upstream(), "spared");
    assertThat(Bed.receive(pair.client(), 6)).isEqualTo("spared");

    toxic.remove();

    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldServeNewConnectionsWhenTheTimeoutIsRemoved() throws IOException {
    bed.proxy.toxics().timeout("mute", ToxicDirection.DOWNSTREAM, 0).remove();
    var pair = bed.connect();

    Bed.send(pair.upstream(), "back");

    assertThat(Bed.receive(pair.client(), 4)).isEqualTo("back");
  }

  @Test
  void shouldCloseAfterTheTimeWhenNothingIsSent() throws IOException {
    bed.proxy.toxics().timeout("cut", ToxicDirection.DOWNSTREAM, 200);
    long start = System.nanoTime();
    var pair = bed.connect();

    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(195));
  }

  @Test
  void shouldResetBothPeersWhenTheConnectionBeganUnderTheToxic() throws IOException {
    bed.proxy.toxics().resetPeer("break", ToxicDirection.UPSTREAM, 0);
    var pair = bed.connect();

    Bed.send(pair.client(), "x");

    assertThatThrownBy(() -> pair.client().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThatThrownBy(() -> pair.upstream().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void shouldResetAfterTheTimeWhenTheRepliesTriggerIt() throws IOException {
    bed.proxy.toxics().resetPeer("break", ToxicDirection.DOWNSTREAM, 200);
    var pair = bed.connect();
    Bed.send(pair.client(), "passes");
    assertThat(Bed.receive(pair.upstream(), 6)).isEqualTo("passes");

    long start = System.nanoTime();
    Bed.send(pair.upstream(), "breaks");

    assertThatThrownBy(() -> pair.client().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(195));
  }

  @Test
  void shouldEndOrderlyWhenTheConnectionIsOlderThanTheReset() throws IOException {
    var pair = bed.connect();
    // What came through proves that both directions stand; a link that starts later would be reset.
    Bed.send(pair.client(), "up");
    assertThat(Bed.receive(pair.upstream(), 2)).isEqualTo("up");
    Bed.send(pair.upstream(), "down");
    assertThat(Bed.receive(pair.client(), 4)).isEqualTo("down");
    bed.proxy.toxics().resetPeer("break", ToxicDirection.UPSTREAM, 0);

    Bed.send(pair.client(), "x");

    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldStillResetWhenTheToxicIsRemovedAfterItsTimerBegan() throws IOException {
    var toxic = bed.proxy.toxics().resetPeer("break", ToxicDirection.UPSTREAM, 300);
    var pair = bed.connect();
    Bed.send(pair.client(), "x");
    assertThat(Bed.becomes(() -> bed.counters().received("upstream") == 1)).isTrue();

    toxic.remove();

    assertThatThrownBy(() -> pair.client().getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }
}
