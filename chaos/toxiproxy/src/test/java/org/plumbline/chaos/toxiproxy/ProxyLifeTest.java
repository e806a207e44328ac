package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Opening, closing and moving proxies, seen from their sockets. */
@ParameterizedClass
@EnumSource(Subject.class)
class ProxyLifeTest extends OnBothServers {
  ProxyLifeTest(Subject subject) {
    super(subject);
  }

  @Test
  void shouldPassBothDirectionsWhenNoToxicIsThere() throws IOException {
    var pair = bed.connect();

    Bed.send(pair.client(), "question");
    assertThat(Bed.receive(pair.upstream(), 8)).isEqualTo("question");
    Bed.send(pair.upstream(), "answer");
    assertThat(Bed.receive(pair.client(), 6)).isEqualTo("answer");
  }

  @Test
  void shouldPassAMegabyteUnchangedWhenBothSendAtOnce() throws Exception {
    var pair = bed.connect();
    var bytes = Bed.bytes(1 << 20);
    var sending =
        Thread.startVirtualThread(
            () -> quietly(() -> pair.client().getOutputStream().write(bytes)));
    var answering =
        Thread.startVirtualThread(
            () -> quietly(() -> pair.upstream().getOutputStream().write(bytes)));
    var answer = new byte[1][];
    var reading =
        Thread.startVirtualThread(
            () ->
                quietly(() -> answer[0] = pair.client().getInputStream().readNBytes(bytes.length)));

    assertThat(pair.upstream().getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    sending.join();
    answering.join();
    reading.join();
    assertThat(answer[0]).isEqualTo(bytes);
  }

  interface Action {
    void run() throws IOException;
  }

  private static void quietly(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void shouldCloseTheOtherEndWhenEitherCloses() throws IOException {
    var first = bed.connect();
    first.client().close();
    assertThat(first.upstream().getInputStream().read()).isEqualTo(-1);

    var second = bed.connect();
    second.upstream().close();
    assertThat(second.client().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldCloseFullyWhenTheClientOnlyEndsItsHalf() throws IOException {
    var pair = bed.connect();
    Bed.send(pair.client(), "last words");
    pair.client().shutdownOutput();

    assertThat(Bed.receive(pair.upstream(), 10)).isEqualTo("last words");
    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldCloseEveryConnectionAndThePortWhenDisabled() throws IOException {
    var pair = bed.connect();

    bed.proxy.disable();

    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
    assertThat(bed.accepts()).isFalse();
  }

  @Test
  void shouldRefuseTheVeryNextConnectionWhenSwitchedOffAgainAndAgain() throws IOException {
    var address = bed.address();
    for (int i = 0; i < 50; i++) {
      var pair = bed.connect();
      bed.proxy.disable();
      assertThat(bed.accepts()).as("after disable " + i).isFalse();
      bed.proxy.enable();
      assertThat(bed.address()).isEqualTo(address);
      pair.client().close();
    }
  }

  @Test
  void shouldCloseTheClientWhenTheUpstreamIsNotThere() throws IOException {
    bed.upstream.close();

    var lonely = bed.dial();

    assertThat(lonely.getInputStream().read()).isEqualTo(-1);
  }

  /** A dial that is given up once left its connection open for ever, and the change waited. */
  @Test
  void shouldForgetTheConnectionWhenItIsDisabledDuringTheDial() throws IOException {
    bed.proxy.setUpstream("localhost:1");
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      bed.proxy.enable();
      assertThat(bed.accepts()).isTrue();
      bed.proxy.disable();
    }

    // Less than one of the ten seconds' patience that a stuck connection would take.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void shouldLeadToTheNewUpstreamWhenItIsMoved() throws IOException {
    var old = bed.connect();
    try (var elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      elsewhere.setSoTimeout((int) Bed.BOUND.toMillis());
      bed.proxy.setUpstream("localhost:" + elsewhere.getLocalPort());

      assertThat(old.client().getInputStream().read()).isEqualTo(-1);
      var client = bed.dial();
      try (var far = elsewhere.accept()) {
        Bed.send(client, "moved");
        assertThat(Bed.receive(far, 5)).isEqualTo("moved");
      }
    }
  }

  @Test
  void shouldServeOtherClientsWhenOneConnectionIsStuck() throws IOException {
    bed.connect();

    var other = bed.connect();
    Bed.send(other.client(), "hello");

    assertThat(Bed.receive(other.upstream(), 5)).isEqualTo("hello");
  }

  @Test
  void shouldFreeItsPortsWhenTheServerCloses() throws IOException {
    var address = bed.address();
    var pair = bed.connect();

    bed.stopServer();

    assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
    try (var again = new ServerSocket()) {
      again.bind(address);
      assertThat(again.getLocalPort()).isEqualTo(address.getPort());
    }
  }
}
