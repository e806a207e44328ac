package org.plumbline.capacity.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.capacity.order.CrossingMessages.Rule;
import org.plumbline.capacity.quantity.TimeSpan;

class CrossingMessagesTest {
  private static final TimeSpan ONE_WAY = TimeSpan.parse("50 ms");

  private static CrossingMessages crossing(double firstMillis, double secondMillis) {
    return new CrossingMessages(
        TimeSpan.ofMillis(firstMillis), TimeSpan.ofMillis(secondMillis), ONE_WAY);
  }

  @Test
  void shouldShowEachUserHisOwnFirstThoughT1IsBeforeT2() {
    CrossingMessages crossing = crossing(0, 1);
    CrossingMessages.Views views = crossing.views(Rule.AS_THEY_COME);
    assertThat(crossing.firstStamp().seconds()).isLessThan(crossing.secondStamp().seconds());
    assertThat(views.user1()).containsExactly("M1", "M2");
    assertThat(views.user2()).containsExactly("M2", "M1");
    assertThat(views.agree()).isFalse();
    assertThat(views.movedAbove()).isZero();
  }

  @Test
  void shouldAgreeWhenSortedAndPutOneAboveWhatWasThere() {
    CrossingMessages.Views views = crossing(0, 1).views(Rule.BY_SERVER_TIME);
    assertThat(views)
        .isEqualTo(new CrossingMessages.Views(List.of("M1", "M2"), List.of("M1", "M2"), 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldDifferExactlyWhenBothWriteWithinARoundTrip(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double first = random.nextDouble(300);
    double second = random.nextDouble(300);
    boolean withinARoundTrip = Math.abs(first - second) < 2 * ONE_WAY.millis();
    CrossingMessages crossing = crossing(first, second);
    assertThat(crossing.views(Rule.AS_THEY_COME).agree()).isEqualTo(!withinARoundTrip);
    assertThat(crossing.views(Rule.BY_SERVER_TIME).agree()).isTrue();
    assertThat(crossing.views(Rule.BY_SERVER_TIME).movedAbove())
        .isEqualTo(withinARoundTrip ? 1 : 0);
  }
}
