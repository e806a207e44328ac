package org.plumbline.simulations.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {

  private static RateSearch search(int stepsMax, DoublePredicate sustained) {
    return run(new RateSearch.Plan(10, 1.6, 3, 1.2, stepsMax, 100_000), sustained);
  }

  private static RateSearch run(RateSearch.Plan plan, DoublePredicate sustained) {
    RateSearch search = new RateSearch(plan);
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
  void shouldGoOnAboveARateThatTwoStallsHadBroken() {
    int[] tries = {0};
    RateSearch search = search(40, rate -> rate <= 100 && (rate != 16 || ++tries[0] > 2));

    assertThat(search.sustained()).isBetween(100 / 1.2, 100.0);
  }

  @Test
  void shouldEndAtTheHighestRateThatMayBeOffered() {
    RateSearch search = run(new RateSearch.Plan(200, 2, 2, 1.1, 30, 1_000), _ -> true);

    assertThat(search.steps().stream().map(RateSearch.Step::perSecond))
        .containsExactly(200.0, 400.0, 800.0, 1_000.0);
    assertThat(search.isBounded()).isFalse();
  }

  @Test
  void shouldRefuseAPlanThatCannotGoOn() {
    assertThatThrownBy(() -> new RateSearch.Plan(0, 2, 2, 1.1, 9, 1_000))
        .hasMessage("first: 0.0 (expected: > 0)");
    assertThatThrownBy(() -> new RateSearch.Plan(200, 1, 2, 1, 9, 1_000))
        .hasMessage("up: 1.0 (expected: > 1)");
    assertThatThrownBy(() -> new RateSearch.Plan(200, 2, 1, 1.1, 9, 1_000))
        .hasMessage("down: 1.0 (expected: > 1)");
    assertThatThrownBy(() -> new RateSearch.Plan(200, 1.5, 2, 1.6, 9, 1_000))
        .hasMessage("near: 1.6 (expected: > 1, <= 1.5)");
    assertThatThrownBy(() -> new RateSearch.Plan(200, 1.5, 2, 1.1, 0, 1_000))
        .hasMessage("stepsMax: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new RateSearch.Plan(200, 1.5, 2, 1.1, 9, 100))
        .hasMessage("rateMax: 100.0 (expected: >= 200.0)");
  }
}
