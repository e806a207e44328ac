package org.plumbline.capacity.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

  @Test
  void shouldMoveNearlyAllKeysOfTenThousandServersByModulo() {
    assertThat(Placement.movedByModulo(10_000)).isEqualTo(0.9999);
    assertThat(Placement.movedOnRing(10_000)).isEqualTo(0.0001);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 41, 128})
  void shouldMoveByModuloExactlyWhatCountingMoves(int servers) {
    long period = (long) servers * (servers - 1);
    long moved = 0;
    for (long key = 0; key < period; key++) {
      moved += key % servers == key % (servers - 1) ? 0 : 1;
    }
    assertThat((double) moved / period).isCloseTo(Placement.movedByModulo(servers), within(1e-12));
  }

  /** A ring of random points; whichever server goes, its keys and no others find a new one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldMoveOnARingOnlyTheKeysOfTheServerThatIsGone(long seed) {
    int servers = 50;
    int keys = 2_000;
    SplittableRandom random = new SplittableRandom(seed);
    NavigableMap<Double, Integer> ring = ring(random, servers, 8);
    double[] hashes = random.doubles(keys).toArray();
    long moved = 0;
    for (int gone = 0; gone < servers; gone++) {
      int lost = gone;
      TreeMap<Double, Integer> smaller = new TreeMap<>(ring);
      smaller.values().removeIf(server -> server == lost);
      for (double hash : hashes) {
        boolean moves = at(ring, hash) != at(smaller, hash);
        assertThat(moves).isEqualTo(at(ring, hash) == lost);
        moved += moves ? 1 : 0;
      }
    }
    assertThat((double) moved / keys / servers)
        .isCloseTo(Placement.movedOnRing(servers), within(1e-12));
  }

  @Test
  void shouldExpectTheLargestArcThatRandomRingsHave() {
    int servers = 100;
    int rings = 2_000;
    SplittableRandom random = new SplittableRandom(7);
    double sum = 0;
    for (int i = 0; i < rings; i++) {
      sum += largestArc(ring(random, servers, 1));
    }
    assertThat(sum / rings).isCloseTo(Placement.movedOnRingAtWorst(servers), within(0.001));
  }

  @Test
  void shouldSpreadConversationsOverMachinesButKeepOneKeyOnOne() {
    assertThat(Placement.machinesOf(1, 1_000)).isCloseTo(1, within(1e-9));
    assertThat(Placement.machinesOf(5, 1)).isEqualTo(1);
    assertThat(Placement.machinesOf(5, 1_000)).isCloseTo(4.99, within(0.0005));
  }

  @Test
  void shouldRefuseToTakeTheOnlyServerAway() {
    assertThatThrownBy(() -> Placement.movedByModulo(1))
        .hasMessage("servers: 1 (expected: at least 2)");
  }

  private static NavigableMap<Double, Integer> ring(
      SplittableRandom random, int servers, int points) {
    TreeMap<Double, Integer> ring = new TreeMap<>();
    for (int server = 0; server < servers; server++) {
      for (int point = 0; point < points; point++) {
        ring.put(random.nextDouble(), server);
      }
    }
    return ring;
  }

  private static int at(NavigableMap<Double, Integer> ring, double hash) {
    var next = ring.ceilingEntry(hash);
    return next == null ? ring.firstEntry().getValue() : next.getValue();
  }

  private static double largestArc(NavigableMap<Double, Integer> ring) {
    double largest = ring.firstKey() + 1 - ring.lastKey();
    double before = ring.firstKey();
    for (double point : ring.keySet()) {
      largest = Math.max(largest, point - before);
      before = point;
    }
    return largest;
  }
}
