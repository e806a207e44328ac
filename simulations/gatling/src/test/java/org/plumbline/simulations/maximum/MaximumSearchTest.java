package org.plumbline.simulations.maximum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.simulations.maximum.MaximumSearch.Result;
import org.plumbline.simulations.measure.RateSearch.Plan;

class MaximumSearchTest {

  private static final Plan PLAN = new Plan(200, 1.6, 1.6, 1.05, 30, 100_000);

  private static Result search(Plan plan, MadeUpMessenger messenger) throws InterruptedException {
    return new MaximumSearch(plan, Goal.HOUSE).<RuntimeException>run(messenger::measure);
  }

  @ParameterizedTest
  @ValueSource(doubles = {150, 1_000, 4_321, 40_000})
  void shouldFindWhereTheLatencyBreaks(double saturation) throws InterruptedException {
    MadeUpMessenger messenger = new MadeUpMessenger(saturation, 0, 0, 1);

    Result result = search(PLAN, messenger);

    double expected = messenger.rateAtP99(50);
    assertThat(result.kept().orElseThrow()).isBetween(expected / 1.05, expected);
    assertThat(result.broke().orElseThrow()).isBetween(expected, expected * 1.05);
    assertThat(result.limit()).isEqualTo(Goal.Limit.LATENCY);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldComeNearWhenTheMachineIsNoisyAndStalls(long seed) throws InterruptedException {
    MadeUpMessenger messenger = new MadeUpMessenger(3_000, 0.3, 0.1, seed);

    Result result = search(PLAN, messenger);

    assertThat(result.kept().orElseThrow())
        .isCloseTo(messenger.rateAtP99(50), within(0.15 * messenger.rateAtP99(50)));
  }

  @Test
  void shouldSayThatTheGeneratorWasTheLimit() throws InterruptedException {
    MadeUpMessenger messenger = new MadeUpMessenger(50_000, 0, 0, 1).withGeneratorUpTo(2_000);

    Result result = search(PLAN, messenger);

    assertThat(result.kept().orElseThrow()).isBetween(2_000 / 1.05, 2_000.0);
    assertThat(result.limit()).isEqualTo(Goal.Limit.GENERATOR);
  }

  @Test
  void shouldNotTakeForSustainedWhatPilesUpInTheLog() throws InterruptedException {
    MadeUpMessenger messenger = new MadeUpMessenger(50_000, 0, 0, 1).withStoreUpTo(950);

    Result result = search(PLAN, messenger);

    // 950 a second are stored, and 10 a second may be on their way: the rest is 95% of the rate.
    double expected = (950 + 10) / 0.95;
    assertThat(result.kept().orElseThrow()).isBetween(expected / 1.05, expected);
    assertThat(result.limit()).isEqualTo(Goal.Limit.PERSISTED);
  }

  @Test
  void shouldFindNothingWhenNoRateIsKept() throws InterruptedException {
    MadeUpMessenger messenger = new MadeUpMessenger(1e-6, 0, 0, 1);

    Result result = search(PLAN, messenger);

    assertThat(result.kept()).isEmpty();
    assertThat(result.broke()).isPresent();
    assertThat(result.steps()).hasSize(30);
  }

  @Test
  void shouldEndAtTheHighestRateThatMayBeOffered() throws InterruptedException {
    Result result = search(new Plan(200, 2, 2, 1.1, 30, 1_000), new MadeUpMessenger(1e9, 0, 0, 1));

    assertThat(result.kept()).contains(1_000.0);
    assertThat(result.broke()).isEmpty();
    assertThat(result.limit()).isEqualTo(Goal.Limit.NONE);
    assertThat(result.steps().stream().map(step -> step.level().offered()))
        .containsExactly(200.0, 400.0, 800.0, 1_000.0);
  }

  @Test
  void shouldMeasureNoMoreLevelsThanItMay() throws InterruptedException {
    MadeUpMessenger messenger = new MadeUpMessenger(3_000, 0, 0, 1);

    Result result = search(new Plan(200, 1.6, 1.6, 1.001, 9, 100_000), messenger);

    assertThat(messenger.asked).hasSize(9);
    assertThat(result.kept()).isPresent();
  }
}
