package org.plumbline.simulations.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.simulations.load.LoadProfile;

class DayPlanTest {

  private static final int MESSAGES = 40_000;

  /** The median and the mean that were published of the same texts as the log-normal. */
  private static final double PUBLISHED_MEDIAN = 18;

  private static final double PUBLISHED_MEAN = 40.4;

  private final DayParameters parameters = DayParameters.recorded();
  private final DayPlan plan = plan(LoadProfile.quick());

  private DayPlan plan(LoadProfile profile) {
    return new DayPlan(parameters, DayPlan.of(profile, parameters), 5);
  }

  @Test
  void shouldFanOutAsPublishedWhenManyMessagesAreDrawn() {
    double deliveries =
        drawn()
            .mapToInt(
                message ->
                    message.toGroup()
                        ? plan.membersOf(plan.groupOf(message.sender())).size() - 1
                        : 1)
            .average()
            .orElseThrow();

    assertThat(deliveries).isCloseTo(parameters.number("fan_out"), within(0.06));
  }

  @Test
  void shouldSendImagesToPeopleInTheirShare() {
    double images =
        drawn()
            .filter(message -> !message.toGroup())
            .mapToInt(message -> message.image() ? 1 : 0)
            .average()
            .orElseThrow();

    assertThat(images).isCloseTo(parameters.number("media_share"), within(0.006));
    assertThat(drawn()).noneMatch(message -> message.toGroup() && message.image());
  }

  @Test
  void shouldWriteToContactsByZipfsLaw() {
    int[] byRank = new int[plan.contacts()];
    drawn()
        .filter(message -> !message.toGroup())
        .forEach(
            message ->
                byRank[
                    (message.recipient() - message.sender() - 1 + plan.users()) % plan.users()]++);

    assertThat((double) byRank[0] / byRank[1]).isCloseTo(2, within(0.2));
    assertThat((double) byRank[0] / byRank[3]).isCloseTo(4, within(0.5));
    assertThat(Arrays.stream(byRank).min().orElseThrow()).isPositive();
  }

  @Test
  void shouldHaveTheMedianAndTheMeanOfThePublishedTexts() {
    MessageLength lengths = MessageLength.of(parameters);
    SplittableRandom random = new SplittableRandom(7);
    int[] drawn = IntStream.range(0, 200_000).map(_ -> lengths.next(random)).sorted().toArray();

    assertThat((double) drawn[drawn.length / 2]).isCloseTo(PUBLISHED_MEDIAN, within(1.5));
    assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(PUBLISHED_MEAN, within(2.0));
    assertThat(drawn[0]).isPositive();
    assertThat(drawn[drawn.length - 1]).isLessThanOrEqualTo(lengths.max());
  }

  @ParameterizedTest
  @ValueSource(strings = {"smoke", "quick", "full"})
  void shouldBeBusiestByThePublishedRatioAndAverageOverTheDay(String profile) {
    DayShape shape = plan(LoadProfile.byName(profile)).shape();
    double[] rates =
        DoubleStream.iterate(0.5, at -> at < 1_000, at -> at + 1)
            .map(at -> shape.rateAt(shape.warmUpSeconds() + at / 1_000 * shape.daySeconds()))
            .toArray();

    assertThat(Arrays.stream(rates).average().orElseThrow())
        .isCloseTo(shape.average(), within(shape.average() * 0.001));
    assertThat(Arrays.stream(rates).max().orElseThrow() / shape.average())
        .isCloseTo(parameters.number("peak_to_average"), within(0.001));
    assertThat(shape.rateAt(0)).isCloseTo(shape.rateAt(shape.warmUpSeconds()), within(1e-9));
  }

  @Test
  void shouldReadHalfOfTheMessagesWithinTheMedian() {
    long soon =
        IntStream.range(0, 10_000)
            .filter(message -> plan.readDelay(message, 3).compareTo(plan.readMedian()) <= 0)
            .count();

    // Four standard deviations around a half.
    assertThat(soon).isBetween(4_800L, 5_200L);
    assertThat(plan.readMedian()).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void shouldDrawTheSameDayFromTheSameSeed() {
    List<DayMessage> again =
        IntStream.range(0, 100).mapToObj(plan(LoadProfile.quick())::message).toList();

    assertThat(drawn().limit(100)).isEqualTo(again);
    assertThat(new DayPlan(parameters, DayPlan.of(LoadProfile.quick(), parameters), 6).message(0))
        .isNotEqualTo(again.getFirst());
  }

  @Test
  void shouldNameEachParameterWithItsSource() {
    assertThat(parameters.settings())
        .hasSize(parameters.byName().size() + 1)
        .allSatisfy((name, setting) -> assertThat(setting).matches("[0-9.]+ \\(.{10,}\\)"));
  }

  @Test
  void shouldRefuseAParameterWithoutSourceOrNumber() {
    assertThatThrownBy(() -> parsed("{\"a\":{\"value\":1,\"source\":\" \"}}"))
        .hasMessageContaining("source: blank");
    assertThatThrownBy(() -> parsed("{\"a\":{\"value\":\"x\",\"source\":\"y\"}}"))
        .hasMessageContaining("a.value: \"x\" (expected: a number)");
    assertThatThrownBy(() -> parsed("{\"a\":{\"value\":-1,\"source\":\"y\"}}"))
        .hasMessageContaining("value: -1.0");
    assertThatThrownBy(() -> parameters.number("nothing"))
        .hasMessageContaining("nothing (expected: one of [concurrent_share,");
  }

  private Stream<DayMessage> drawn() {
    return IntStream.range(0, MESSAGES).mapToObj(plan::message);
  }

  private static DayParameters parsed(String json) throws JsonProcessingException {
    return DayParameters.parse(new ObjectMapper().readTree(json));
  }
}
