package org.plumbline.messenger.history.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.cassandra.Buckets.Bucket;
import org.plumbline.messenger.history.cassandra.Buckets.Range;

class BucketsTest {

  private static final Buckets THREE =
      new Buckets(List.of(new Bucket(30, 500), new Bucket(10, 5), new Bucket(20, 100)));

  @Test
  void shouldGiveDisjointRangesNewestFirstWhenReadingBelow() {
    assertThat(THREE.below(Long.MAX_VALUE))
        .containsExactly(
            new Range(30, 500, Long.MAX_VALUE), new Range(20, 100, 500), new Range(10, 5, 100));
    assertThat(THREE.below(101)).containsExactly(new Range(20, 100, 101), new Range(10, 5, 100));
    assertThat(THREE.below(100)).containsExactly(new Range(10, 5, 100));
    assertThat(THREE.below(5)).isEmpty();
    assertThat(Buckets.NONE.below(7)).isEmpty();
  }

  @Test
  void shouldGiveDisjointRangesOldestFirstWhenReadingAbove() {
    assertThat(THREE.above(-1))
        .containsExactly(
            new Range(10, 5, 100), new Range(20, 100, 500), new Range(30, 500, Long.MAX_VALUE));
    assertThat(THREE.above(99))
        .containsExactly(new Range(20, 100, 500), new Range(30, 500, Long.MAX_VALUE));
    assertThat(THREE.above(700)).containsExactly(new Range(30, 701, Long.MAX_VALUE));
    assertThat(THREE.above(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void shouldOpenBucketWhenTimeHasMovedOn() {
    assertThat(Buckets.NONE.placeFor(7, 20, _ -> false)).isEqualTo(new Bucket(20, 7));
    assertThat(THREE.placeFor(600, 30, _ -> false)).isEqualTo(new Bucket(30, 500));
    assertThat(THREE.placeFor(600, 40, _ -> false)).isEqualTo(new Bucket(40, 600));
  }

  @Test
  void shouldStayInNewestBucketWhenClockOfSenderIsBehind() {
    assertThat(THREE.placeFor(600, 20, _ -> false)).isEqualTo(new Bucket(30, 500));
  }

  @Test
  void shouldNotOpenBucketWhenOlderOneHoldsLaterMessages() {
    assertThat(THREE.placeFor(600, 40, _ -> true)).isEqualTo(new Bucket(30, 500));
  }

  @Test
  void shouldGoIntoBucketOfItsSeqWhenMessageComesLate() {
    assertThat(THREE.placeFor(150, 30, _ -> false)).isEqualTo(new Bucket(20, 100));
    assertThat(THREE.placeFor(3, 10, _ -> false)).isEqualTo(new Bucket(10, 3));
    assertThat(THREE.placeFor(3, 20, _ -> false)).isEqualTo(new Bucket(10, 3));
    assertThat(THREE.placeFor(3, 0, _ -> false)).isEqualTo(new Bucket(0, 3));
    assertThat(THREE.with(new Bucket(10, 3)).ascending().getFirst()).isEqualTo(new Bucket(10, 3));
    assertThat(THREE.with(new Bucket(10, 3)).ascending()).hasSize(3);
  }

  @Test
  void shouldFindEveryMessageOnceWhenTheyArriveInAnyOrder() {
    Random random = new Random(42);
    for (int run = 0; run < 300; run++) {
      TreeMap<Long, Integer> placed = new TreeMap<>();
      Buckets buckets = Buckets.NONE;
      for (long step = 0; step < 40; step++) {
        // Mostly in order, sometimes late, with clocks that disagree by up to two buckets.
        long seq = random.nextInt(6) == 0 ? random.nextInt(40) : step;
        int time = Math.toIntExact(10 * (seq / 8) + 10L * random.nextInt(3));
        Predicate<Bucket> holdsLater =
            bucket -> placed.tailMap(seq, false).containsValue(bucket.number());
        Bucket bucket = buckets.placeFor(seq, time, holdsLater);
        buckets = buckets.with(bucket);
        placed.put(seq, bucket.number());
        assertThat(buckets.placeFor(seq, time, holdsLater))
            .as("repeat of %s", seq)
            .isEqualTo(bucket);
      }
      Buckets finished = buckets;
      List<Long> found =
          finished.above(-1).stream()
              .flatMapToLong(
                  range ->
                      LongStream.range(range.from(), Math.min(range.to(), 40))
                          .filter(seq -> Integer.valueOf(range.number()).equals(placed.get(seq))))
              .boxed()
              .toList();
      assertThat(found).containsExactlyElementsOf(placed.keySet());
    }
  }

  @Test
  void shouldTrustTheClockOnlyAwayFromTheEdgesOfTheBucket() {
    Instant start = Instant.parse("2026-11-20T00:00:00Z");
    int number = clock(start).number(start.toEpochMilli());

    assertThat(number % 48).isZero();
    assertThat(clock(start.plus(Duration.ofHours(20))).isNow(number)).isTrue();
    assertThat(clock(Instant.ofEpochSecond(number * 3600L + 240)).isNow(number)).isFalse();
    assertThat(clock(Instant.ofEpochSecond((number + 48) * 3600L - 240)).isNow(number)).isFalse();
    assertThat(clock(start.plus(Duration.ofDays(9))).isNow(number)).isFalse();
  }

  @Test
  void shouldNameSettingWhenItIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("Plumb; DROP", Duration.ofDays(30)))
        .withMessageStartingWith("messenger.history.cassandra.keyspace: Plumb; DROP (expected: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("plumbline", Duration.ofMinutes(90)))
        .withMessage("messenger.history.cassandra.bucket: PT1H30M (expected: whole hours, >= 1h)");
  }

  private static BucketClock clock(Instant now) {
    return new BucketClock(Duration.ofDays(2), InstantSource.fixed(now));
  }

  private static CassandraConfig config(String keyspace, Duration bucket) {
    return new CassandraConfig(keyspace, 1, bucket, 512, 1000, Duration.ofSeconds(90));
  }
}
