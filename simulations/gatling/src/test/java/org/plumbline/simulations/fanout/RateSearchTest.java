package org.plumbline.simulations.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {

  private static RateSearch search(int stepsMax, DoublePredicate sustained) {
    RateSearch search = new RateSearch(10, stepsMax);
    for (OptionalDouble rate = search.next(); rate.isPresent(); rate = search.next()) {
      search.tell(rate.getAsDouble(), sustained.test(rate.getAsDouble()));
    }
    return search;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 3, 10, 11, 47, 200})
  void shouldComeNearTheHighestRateFromBelow(double highest) {
    RateSearch search = search(40, rate -> rate <= highest);

    assertThat(search.sustained()).isLessThanOrEqualTo(highest).isGreaterThan(highest / 1.2);
    assertThat(search.isBounded()).isTrue();
  }

  @Test
  void shouldTryOnceMoreWhatWasNotSustained() {
    int[] tries = {0};
    RateSearch search = search(40, rate -> rate <= 12 || (rate < 20 && ++tries[0] == 2));

    assertThat(search.steps().get(1)).isEqualTo(new RateSearch.Step(16, false));
    assertThat(search.steps().get(2)).isEqualTo(new RateSearch.Step(16, true));
    assertThat(search.sustained()).isGreaterThanOrEqualTo(16);
  }

  @Test
  void shouldSayThatItEndedTooEarlyWhenNothingWasTooMuch() {
    RateSearch search = search(3, _ -> true);

    assertThat(search.steps()).hasSize(3);
    assertThat(search.isBounded()).isFalse();
    assertThat(search.sustained()).isCloseTo(25.6, Offset.offset(1e-9));
  }

  @Test
  void shouldFindNothingWhenNothingIsSustained() {
    RateSearch search = search(6, _ -> false);

    assertThat(search.sustained()).isZero();
    assertThat(search.steps()).hasSize(6);
  }

  @Test
  void shouldNameFieldWhenItIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateSearch(0, 4))
        .withMessageStartingWith("first: 0.0, stepsMax: 4 (expected");
  }
}
