package org.plumbline.capacity.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SnowflakeTest {
  private static final double PUBLISHED_LIFETIME_YEARS = 69.68;
  private static final double JULIAN_YEAR_DAYS = 365.25;
  private static final double PUBLISHED_EXACT_DAYS = 24.86;
  private static final double TOLERANCE = 0.005;

  @Test
  void shouldGiveThePublishedRatesAndRanges() {
    assertThat(Snowflake.idsPerMillisecondAndWorker()).isEqualTo(4_096);
    assertThat(Snowflake.idsPerWorker().perSecond()).isEqualTo(4_096_000);
    assertThat(Snowflake.workers()).isEqualTo(1_024);
    assertThat(Snowflake.lifetime().days() / JULIAN_YEAR_DAYS)
        .isCloseTo(PUBLISHED_LIFETIME_YEARS, within(TOLERANCE));
    assertThat(Snowflake.exactInDoubleFor().days())
        .isCloseTo(PUBLISHED_EXACT_DAYS, within(TOLERANCE));
  }

  @Test
  void shouldTakeTheSampleIdOfTheDocumentApart() {
    Snowflake.Parts parts = Snowflake.parts(18_472_938_472L);
    assertThat(parts.sinceEpoch().seconds()).isCloseTo(4.404, within(0.0005));
    assertThat(parts.worker()).isEqualTo(298);
    assertThat(parts.sequence()).isEqualTo(3_048);
  }

  @Test
  void shouldReachOnlyAnEighthOfTheShardsWhenSequenceIsZero() {
    assertThat(Snowflake.shardsReached(1_000, 1)).isEqualTo(125);
    assertThat(Snowflake.shardsReached(1_000, 4)).isEqualTo(500);
    assertThat(Snowflake.shardsReached(1_000, 8)).isEqualTo(1_000);
    assertThat(Snowflake.shardsReached(1_009, 1)).isEqualTo(1_009);
  }
}
