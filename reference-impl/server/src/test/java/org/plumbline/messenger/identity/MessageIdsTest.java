package org.plumbline.messenger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.MessageId;

class MessageIdsTest {

  private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
  private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());

  @Test
  void shouldRiseAndStayUniqueWhenMoreAreAskedForThanAMillisecondHolds() {
    MessageIds ids = new MessageIds(clock, 7);
    MessageId before = ids.next();
    Set<MessageId> seen = new HashSet<>(List.of(before));
    for (int i = 0; i < 10_000; i++) {
      MessageId next = ids.next();
      assertThat(next).isGreaterThan(before);
      assertThat(next.node()).isEqualTo(7);
      seen.add(next);
      before = next;
    }
    assertThat(seen).hasSize(10_001);
  }

  @Test
  void shouldRunAheadWhenTheClockStepsBackALittle() {
    MessageIds ids = new MessageIds(clock, 7);
    MessageId before = ids.next();
    millis.addAndGet(-MessageIds.AHEAD_MILLIS_MAX + 1);
    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  void shouldRefuseWhenTheClockStepsBackFurther() {
    MessageIds ids = new MessageIds(clock, 7);
    ids.next();
    millis.addAndGet(-MessageIds.AHEAD_MILLIS_MAX - 10);
    assertThatThrownBy(ids::next).isInstanceOf(IdsRefused.class).hasMessageContaining("ms behind");
  }

  @Test
  void shouldBeUniqueWhenManyThreadsAsk() throws Exception {
    MessageIds ids = new MessageIds(clock, 16_383);
    Callable<List<MessageId>> some =
        () -> IntStream.range(0, 2_000).mapToObj(_ -> ids.next()).toList();
    Set<MessageId> seen = new HashSet<>();
    try (var executor = Executors.newFixedThreadPool(4)) {
      for (var part : executor.invokeAll(List.of(some, some, some, some))) {
        seen.addAll(part.get());
      }
    }
    assertThat(seen).hasSize(8_000);
  }

  @Test
  void shouldRefuseANodeNumberThatDoesNotFit() {
    assertThatThrownBy(() -> new MessageIds(clock, 16_384))
        .hasMessageContaining("node: 16384 (expected: 0 to 16383)");
  }

  @Test
  void shouldRefuseWhenTheClockJumpsAheadUntilItIsRightAgain() {
    AtomicLong nanos = new AtomicLong();
    TrustedTime time = new TrustedTime(clock, nanos::get);
    MessageIds ids = new MessageIds(time, 7, () -> true);
    MessageId before = ids.next();
    millis.addAndGet(3_600_000);
    assertThatThrownBy(ids::next).isInstanceOf(IdsRefused.class).hasMessageContaining("ahead by");
    assertThat(ids.madeUpToMillis()).isEqualTo(before.epochMillis());
    millis.addAndGet(-3_600_000);
    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  void shouldFollowAJumpAheadWhenAnotherClockAgrees() {
    AtomicLong nanos = new AtomicLong();
    TrustedTime time = new TrustedTime(clock, nanos::get);
    MessageIds ids = new MessageIds(time, 7, () -> true);
    millis.addAndGet(3_600_000);
    time.compare(millis.get() - 3_600_000);
    assertThatThrownBy(ids::next).isInstanceOf(IdsRefused.class);
    time.compare(millis.get() + 1_000);
    assertThat(ids.next().epochMillis()).isEqualTo(millis.get());
  }

  @Test
  void shouldFollowSmallStepsHoweverManyThereAre() {
    AtomicLong nanos = new AtomicLong();
    TrustedTime time = new TrustedTime(clock, nanos::get);
    MessageIds ids = new MessageIds(time, 7, () -> true);
    MessageId before = ids.next();
    for (int i = 0; i < 10; i++) {
      millis.addAndGet(MessageIds.AHEAD_MILLIS_MAX - 1);
      MessageId next = ids.next();
      assertThat(next).isGreaterThan(before);
      before = next;
    }
  }

  @Test
  void shouldMakeNoIdTwiceWhenANewProcessStartsWithAClockThatWasSetBack() {
    MessageIds first = new MessageIds(clock, 7);
    first.next();
    long mark = first.madeUpToMillis();
    millis.addAndGet(-3_000);
    MessageIds second = new MessageIds(clock, 7);
    second.startBehind(mark);
    assertThat(second.next().epochMillis()).isGreaterThan(mark);
    millis.addAndGet(-MessageIds.AHEAD_MILLIS_MAX);
    assertThatThrownBy(second::next)
        .isInstanceOf(IdsRefused.class)
        .hasMessageContaining("ms behind");
  }

  @Test
  void shouldMakeNoneWhileItsProcessDoesNotCountAsItsNode() {
    AtomicBoolean counts = new AtomicBoolean();
    MessageIds ids = new MessageIds(clock, 7, counts::get);
    assertThatThrownBy(ids::next)
        .isInstanceOf(IdsRefused.class)
        .hasMessageContaining("node number 7");
    counts.set(true);
    assertThat(ids.next().node()).isEqualTo(7);
  }
}
