package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Latency and slow_close: what is late, what is not, and that nothing changes places. */
@ParameterizedClass
@EnumSource(Subject.class)
class DelayToxicsTest extends OnBothServers {
  DelayToxicsTest(Subject subject) {
    super(subject);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void shouldDelayOnlyItsDirectionWhenLatencyIsSet() throws IOException {
    bed.proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 3_600_000);
    var pair = bed.connect();

    Bed.send(pair.client(), "ping");

    assertThat(Bed.receive(pair.upstream(), 4)).isEqualTo("ping");
  }

  @Test
  void shouldWaitForTheLatencyWhenDataPass() throws IOException {
    bed.proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 200);
    var pair = bed.connect();

    long answered = System.nanoTime();
    Bed.send(pair.upstream(), "pong");
    assertThat(Bed.receive(pair.client(), 4)).isEqualTo("pong");
    assertThat(since(answered)).isBetween(Duration.ofMillis(195), Bed.BOUND);
  }

  @Test
  void shouldNotAddUpWhenChunksFollowEachOther() throws IOException {
    bed.proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 500);
    var pair = bed.connect();
    long start = System.nanoTime();
    for (int i = 0; i < 40; i++) {
      Bed.send(pair.client(), "chunk%03d".formatted(i));
    }

    var received = Bed.receive(pair.upstream(), 40 * 8);

    assertThat(received).startsWith("chunk000chunk001").endsWith("chunk038chunk039");
    assertThat(since(start)).isBetween(Duration.ofMillis(495), Duration.ofSeconds(10));
  }

  @Test
  void shouldAddUpWhenTwoLatenciesAreChained() throws IOException {
    bed.proxy.toxics().latency("one", ToxicDirection.UPSTREAM, 150);
    bed.proxy.toxics().latency("two", ToxicDirection.UPSTREAM, 150);
    var pair = bed.connect();
    long start = System.nanoTime();
    Bed.send(pair.client(), "x");

    assertThat(Bed.receive(pair.upstream(), 1)).isEqualTo("x");
    assertThat(since(start)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void shouldKeepTheOrderWhenJitterDiffersFromChunkToChunk() throws IOException {
    bed.proxy.toxics().latency("jumpy", ToxicDirection.UPSTREAM, 20).setJitter(20);
    var pair = bed.connect();
    var expected = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      var chunk = "%04d ".formatted(i);
      expected.append(chunk);
      Bed.send(pair.client(), chunk);
    }

    assertThat(Bed.receive(pair.upstream(), expected.length())).isEqualTo(expected.toString());
  }

  @Test
  void shouldLetGoAtOnceWhenTheLatencyIsRemoved() throws IOException {
    var slow = bed.proxy.toxics().latency("slow", ToxicDirection.UPSTREAM, 3_600_000);
    var pair = bed.connect();
    for (int i = 0; i < 5; i++) {
      Bed.send(pair.client(), "held" + i);
    }
    assertThat(Bed.becomes(() -> bed.counters().received("upstream") == 25)).isTrue();

    slow.remove();

    assertThat(Bed.receive(pair.upstream(), 25)).isEqualTo("held0held1held2held3held4");
  }

  @Test
  void shouldCloseLateWhenSlowCloseIsSet() throws IOException {
    bed.proxy.toxics().slowClose("lingering", ToxicDirection.UPSTREAM, 250);
    var pair = bed.connect();
    Bed.send(pair.client(), "bye");
    assertThat(Bed.receive(pair.upstream(), 3)).isEqualTo("bye");

    long start = System.nanoTime();
    pair.client().shutdownOutput();

    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
    assertThat(since(start)).isBetween(Duration.ofMillis(245), Bed.BOUND);
  }

  @Test
  void shouldStillAnswerWhenSlowCloseKeepsAHalfClosedConnection() throws IOException {
    bed.proxy.toxics().slowClose("lingering", ToxicDirection.UPSTREAM, 3_600_000);
    var pair = bed.connect();
    pair.client().shutdownOutput();

    Bed.send(pair.upstream(), "late answer");

    assertThat(Bed.receive(pair.client(), 11)).isEqualTo("late answer");
  }

  @Test
  void shouldCloseNowWhenSlowCloseIsRemoved() throws IOException {
    var toxic = bed.proxy.toxics().slowClose("lingering", ToxicDirection.UPSTREAM, 3_600_000);
    var pair = bed.connect();
    pair.client().shutdownOutput();

    toxic.remove();

    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
  }
}
