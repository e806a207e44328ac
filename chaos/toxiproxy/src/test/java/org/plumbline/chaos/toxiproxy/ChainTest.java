package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Toxics that come and go while data flows, and the dice that decide whom they strike. */
@Timeout(180)
class ChainTest {
  @Test
  void shouldLoseAndReorderNothingWhenToxicsComeAndGo() throws Exception {
    try (var bed = new Bed()) {
      var pair = bed.connect();
      var bytes = Bed.bytes(4 << 20);
      var writing =
          Thread.startVirtualThread(
              () -> {
                try {
                  pair.client().getOutputStream().write(bytes);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      var received = new byte[1][];
      var reading =
          Thread.startVirtualThread(
              () -> {
                try {
                  received[0] = pair.upstream().getInputStream().readNBytes(bytes.length);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });

      var dice = new SplittableRandom(4);
      for (int i = 0; i < 60; i++) {
        stir(bed, dice);
      }
      bed.client.reset();

      writing.join();
      reading.join();
      assertThat(received[0]).isEqualTo(bytes);
    }
  }

  /** Adds, changes and removes in an order that the seed decides. */
  private static void stir(Bed bed, SplittableRandom dice) throws IOException {
    var toxics = bed.proxy.toxics();
    var there = toxics.getAll();
    if (there.size() > 3 || (!there.isEmpty() && dice.nextBoolean())) {
      var one = there.get(dice.nextInt(there.size()));
      if (dice.nextBoolean()) {
        one.remove();
      } else {
        one.setToxicity(dice.nextFloat());
      }
      return;
    }
    var name = "t" + dice.nextLong();
    switch (dice.nextInt(4)) {
      case 0 -> toxics.latency(name, ToxicDirection.UPSTREAM, dice.nextInt(1, 20));
      case 1 -> toxics.slicer(name, ToxicDirection.UPSTREAM, dice.nextInt(500, 5000), 100);
      case 2 -> toxics.bandwidth(name, ToxicDirection.UPSTREAM, dice.nextInt(1_000, 50_000));
      default -> toxics.slowClose(name, ToxicDirection.UPSTREAM, 50);
    }
  }

  @Test
  void shouldStrikeNoOneWhenTheToxicityIsZero() throws IOException {
    try (var bed = new Bed()) {
      bed.proxy.toxics().limitData("none", ToxicDirection.UPSTREAM, 0).setToxicity(0);

      assertThat(fates(bed, 10)).doesNotContain(true);
    }
  }

  @Test
  void shouldStrikeAboutTheShareWhenTheToxicityIsBetween() throws IOException {
    try (var bed = new Bed()) {
      bed.proxy.toxics().limitData("some", ToxicDirection.UPSTREAM, 0).setToxicity(0.5f);

      // 60 throws of a fair coin leave 10..50 once in ten million series; the seed is fixed anyway.
      assertThat(fates(bed, 60).stream().filter(struck -> struck).count()).isBetween(10L, 50L);
    }
  }

  @Test
  void shouldStrikeTheSameConnectionsWhenTheSeedIsTheSame() throws IOException {
    assertThat(fatesWithSeed(42)).isEqualTo(fatesWithSeed(42)).isNotEqualTo(fatesWithSeed(43));
  }

  private static List<Boolean> fatesWithSeed(long seed) throws IOException {
    try (var bed = new Bed(seed)) {
      bed.proxy.toxics().limitData("some", ToxicDirection.UPSTREAM, 0).setToxicity(0.5f);
      return fates(bed, 24);
    }
  }

  /** For each connection, whether the toxic cut it at its first byte. */
  private static List<Boolean> fates(Bed bed, int connections) throws IOException {
    var fates = new ArrayList<Boolean>();
    for (int i = 0; i < connections; i++) {
      var pair = bed.connect();
      Bed.send(pair.client(), "x");
      fates.add(pair.upstream().getInputStream().read() < 0);
      pair.client().close();
    }
    return fates;
  }
}
