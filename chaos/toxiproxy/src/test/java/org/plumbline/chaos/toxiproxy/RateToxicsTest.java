package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Bandwidth, slicer and limit_data: how much, how fast, in which pieces. */
@ParameterizedClass
@EnumSource(Subject.class)
class RateToxicsTest extends OnBothServers {
  RateToxicsTest(Subject subject) {
    super(subject);
  }

  @Test
  void shouldTakeAsLongAsTheRateSaysWhenBandwidthIsLimited() throws IOException {
    bed.proxy.toxics().bandwidth("thin", ToxicDirection.UPSTREAM, 100);
    var pair = bed.connect();
    var bytes = Bed.bytes(50_000);
    long start = System.nanoTime();
    pair.client().getOutputStream().write(bytes);

    assertThat(pair.upstream().getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);

    // 50 kB at 100 kB/s are 500 ms; timers may be late, on a busy machine much later.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(450), Bed.BOUND);
  }

  @Test
  void shouldPassNothingWhenTheRateIsZeroAndEverythingWhenItIsRaised() throws IOException {
    var toxic = bed.proxy.toxics().bandwidth("thin", ToxicDirection.UPSTREAM, 0);
    var pair = bed.connect();
    Bed.send(pair.client(), "blocked");
    assertThat(Bed.becomes(() -> bed.counters().received("upstream") == 7)).isTrue();
    assertThat(bed.counters().sent("upstream")).isZero();

    toxic.setRate(1_000_000);

    assertThat(Bed.receive(pair.upstream(), 7)).isEqualTo("blocked");
  }

  @Test
  void shouldNotReadMoreThanItHoldsWhenNothingCanPass() throws Exception {
    bed.proxy.toxics().bandwidth("shut", ToxicDirection.UPSTREAM, 0);
    var pair = bed.connect();
    var writing =
        Thread.startVirtualThread(
            () -> {
              try {
                pair.client().getOutputStream().write(Bed.bytes(8 << 20));
              } catch (IOException _) {
                // The test ends while the writer still waits for room.
              }
            });

    // One chunk in each of the two stages and one waiting; the rest stays in the kernel's buffers.
    assertThat(Bed.settles(() -> bed.counters().received("upstream"))).isTrue();
    assertThat(bed.counters().received("upstream")).isLessThanOrEqualTo(4 * 32 * 1024);
    assertThat(writing.isAlive()).isTrue();
  }

  @Test
  void shouldNotReadOnWhenTheReceiverIsSlow() throws Exception {
    var counters = bed.counters();
    var pair = bed.connect();
    pair.upstream().setReceiveBufferSize(16 * 1024);
    var bytes = Bed.bytes(16 << 20);
    var writing =
        Thread.startVirtualThread(
            () -> {
              try {
                pair.client().getOutputStream().write(bytes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(Bed.settles(() -> bed.counters().received("upstream"))).isTrue();
    assertThat(writing.isAlive()).isTrue();
    assertThat(counters.received("upstream") - counters.sent("upstream"))
        .isLessThanOrEqualTo(8 * 32 * 1024);

    assertThat(pair.upstream().getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    writing.join();
  }

  @Test
  void shouldArriveInSmallPiecesWhenSliced() throws IOException {
    var toxic = bed.proxy.toxics().slicer("thin", ToxicDirection.UPSTREAM, 100, 40_000);
    toxic.setSizeVariation(20);
    var pair = bed.connect();
    var bytes = Bed.bytes(1_600);
    pair.client().getOutputStream().write(bytes);

    var sizes = new ArrayList<Integer>();
    var received = new ByteArrayOutputStream();
    var buffer = new byte[4096];
    while (received.size() < bytes.length) {
      int read = pair.upstream().getInputStream().read(buffer);
      sizes.add(read);
      received.write(buffer, 0, read);
    }

    assertThat(received.toByteArray()).isEqualTo(bytes);
    // Pieces can run together on a busy machine, but not all of them with 40 ms between.
    assertThat(sizes).hasSizeGreaterThan(4).allMatch(size -> size > 0);
    assertThat(sizes.stream().mapToInt(size -> size).min().orElseThrow()).isLessThanOrEqualTo(120);
  }

  @Test
  void shouldLoseNothingWhenTheSlicerIsRemovedHalfway() throws IOException {
    var toxic = bed.proxy.toxics().slicer("thin", ToxicDirection.UPSTREAM, 10, 20_000);
    var pair = bed.connect();
    var bytes = Bed.bytes(20_000);
    pair.client().getOutputStream().write(bytes);
    assertThat(Bed.becomes(() -> bed.counters().sent("upstream") > 30)).isTrue();

    toxic.remove();

    assertThat(pair.upstream().getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
  }

  @Test
  void shouldPassExactlyTheLimitWhenMoreIsSent() throws IOException {
    bed.proxy.toxics().limitData("short", ToxicDirection.UPSTREAM, 70_001);
    var pair = bed.connect();
    var bytes = Bed.bytes(200_000);
    var writing =
        Thread.startVirtualThread(
            () -> {
              try {
                pair.client().getOutputStream().write(bytes);
              } catch (IOException _) {
                // The limit closes the connection under the writer.
              }
            });

    var received = pair.upstream().getInputStream().readAllBytes();

    assertThat(received).isEqualTo(Arrays.copyOf(bytes, 70_001));
    assertThat(Bed.becomes(() -> !writing.isAlive())).isTrue();
  }

  @Test
  void shouldCloseAtTheFirstDataWhenTheLimitIsZero() throws IOException {
    bed.proxy.toxics().limitData("none", ToxicDirection.UPSTREAM, 0);
    var pair = bed.connect();
    pair.upstream().setSoTimeout(50);
    assertThat(catchThrowable(() -> pair.upstream().getInputStream().read()))
        .isInstanceOf(SocketTimeoutException.class);
    pair.upstream().setSoTimeout((int) Bed.BOUND.toMillis());

    Bed.send(pair.client(), "x");

    assertThat(pair.upstream().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void shouldGoOnCountingWhenTheLimitIsRaised() throws IOException {
    var toxic = bed.proxy.toxics().limitData("short", ToxicDirection.UPSTREAM, 10);
    var pair = bed.connect();
    Bed.send(pair.client(), "12345678");
    assertThat(Bed.receive(pair.upstream(), 8)).isEqualTo("12345678");

    toxic.setBytes(12);
    Bed.send(pair.client(), "9abcdefg");

    assertThat(new String(pair.upstream().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("9abc");
  }
}
