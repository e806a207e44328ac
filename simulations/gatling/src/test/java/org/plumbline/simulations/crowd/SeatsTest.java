package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeatsTest {

  @Test
  void shouldPairEachNodeWithTheNextOne() {
    List<Seats.Pair> pairs = Seats.pairs(List.of(0, 1, 2), 2);

    assertThat(pairs)
        .containsExactly(
            new Seats.Pair(0, 0, 1, 2),
            new Seats.Pair(0, 1, 1, 3),
            new Seats.Pair(1, 0, 2, 2),
            new Seats.Pair(1, 1, 2, 3),
            new Seats.Pair(2, 0, 0, 2),
            new Seats.Pair(2, 1, 0, 3));
  }

  @Test
  void shouldPutNobodyInTwoPairs() {
    for (List<Integer> among : List.of(List.of(1), List.of(1, 2), List.of(0, 1, 2, 3))) {
      List<String> seats =
          Seats.pairs(among, 5).stream()
              .flatMap(
                  pair ->
                      Stream.of(
                          pair.node() + "/" + pair.seat(),
                          pair.otherNode() + "/" + pair.otherSeat()))
              .toList();

      assertThat(seats).hasSize(10 * among.size()).doesNotHaveDuplicates();
    }
  }
}
