package org.plumbline.simulations.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

  @Test
  void shouldOfferTheAskedRateWhenManyMessagesAreDrawn() {
    ArrivalSchedule schedule = ArrivalSchedule.poisson(1, 50, 200, Duration.ofSeconds(100));

    // Poisson with mean 20,000: the deviation is 141.
    assertThat(schedule.messages()).isBetween(19_400, 20_600);
    assertThat(schedule.senders()).isEqualTo(50);
  }

  @Test
  void shouldDrawPoissonCountsWhenCutIntoSeconds() {
    ArrivalSchedule schedule = ArrivalSchedule.poisson(3, 20, 50, Duration.ofSeconds(400));
    int[] perSecond = new int[400];
    IntStream.range(0, schedule.messages())
        .forEach(message -> perSecond[(int) (schedule.intendedMicros(message) / 1_000_000)]++);

    double mean = IntStream.of(perSecond).average().orElseThrow();
    double variance = IntStream.of(perSecond).mapToDouble(n -> (n - mean) * (n - mean)).sum() / 399;

    // A Poisson count's variance is its mean; evenly spaced arrivals would have almost none.
    assertThat(variance / mean).isBetween(0.75, 1.25);
  }

  @Test
  void shouldBeAscendingWithinTheLengthWhenDrawn() {
    ArrivalSchedule schedule = ArrivalSchedule.poisson(5, 7, 30, Duration.ofSeconds(10));

    for (int sender = 0; sender < 7; sender++) {
      for (int message = schedule.firstOf(sender); message < schedule.endOf(sender); message++) {
        assertThat(schedule.senderOf(message)).isEqualTo(sender);
        assertThat(schedule.intendedMicros(message)).isBetween(0L, 9_999_999L);
        if (message > schedule.firstOf(sender)) {
          assertThat(schedule.intendedMicros(message))
              .isGreaterThanOrEqualTo(schedule.intendedMicros(message - 1));
        }
      }
    }
  }

  @Test
  void shouldFindSenderWhenOthersSendNothing() {
    // One message in ten seconds over forty senders: most of them have none.
    ArrivalSchedule schedule = ArrivalSchedule.poisson(2, 40, 1, Duration.ofSeconds(10));

    assertThat(schedule.messages()).isPositive();
    for (int message = 0; message < schedule.messages(); message++) {
      int sender = schedule.senderOf(message);
      assertThat(message).isBetween(schedule.firstOf(sender), schedule.endOf(sender) - 1);
    }
  }

  @Test
  void shouldFollowTheRateWhenItChanges() {
    ArrivalSchedule schedule =
        ArrivalSchedule.varying(4, at -> at < 100 ? 2 : 20, 20, Duration.ofSeconds(200));
    long early =
        IntStream.range(0, schedule.messages())
            .filter(message -> schedule.intendedMicros(message) < 100_000_000L)
            .count();

    // Four standard deviations of Poisson counts around 200 and 2,000.
    assertThat(early).isBetween(143L, 257L);
    assertThat(schedule.messages() - early).isBetween(1_821L, 2_179L);
    assertThat(schedule.endOf(0)).isEqualTo(schedule.messages());
  }

  @Test
  void shouldRepeatItselfWhenSeedIsTheSame() {
    ArrivalSchedule one = ArrivalSchedule.poisson(9, 4, 20, Duration.ofSeconds(5));
    ArrivalSchedule same = ArrivalSchedule.poisson(9, 4, 20, Duration.ofSeconds(5));
    ArrivalSchedule other = ArrivalSchedule.poisson(10, 4, 20, Duration.ofSeconds(5));

    assertThat(times(one)).isEqualTo(times(same)).isNotEqualTo(times(other));
  }

  private static long[] times(ArrivalSchedule schedule) {
    return IntStream.range(0, schedule.messages()).mapToLong(schedule::intendedMicros).toArray();
  }
}
