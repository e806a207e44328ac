package org.plumbline.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;

class SharedReadsTest {

  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int CROWD = 50;

  private final AtomicInteger led = new AtomicInteger();
  private final AtomicInteger shared = new AtomicInteger();
  private final SharedReads<String, Integer> reads =
      new SharedReads<>(led::incrementAndGet, shared::incrementAndGet);
  private final ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger stored = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger together = new AtomicInteger();
  private final AtomicInteger mostTogether = new AtomicInteger();

  @AfterEach
  void stop() {
    crowd.shutdownNow();
  }

  private int slowly(CountDownLatch released) {
    int seen = stored.get();
    mostTogether.accumulateAndGet(together.incrementAndGet(), Math::max);
    begun.incrementAndGet();
    try {
      if (!released.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("not released");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      together.decrementAndGet();
    }
    return seen;
  }

  @Test
  void shouldReadTwiceForACrowdAndNeverTwiceAtOnce() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Future<Integer> first = crowd.submit(() -> reads.read("hot", () -> slowly(released)));
    Await.until("the first read is under way", BOUND, () -> begun.get() == 1);
    stored.set(7);
    Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      others.add(
          Thread.ofVirtual().start(() -> answers.add(reads.read("hot", () -> slowly(released)))));
    }
    Await.until(
        "all wait",
        BOUND,
        () -> others.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
    released.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS)).isZero();
    for (Thread other : others) {
      assertThat(other.join(BOUND)).isTrue();
    }
    assertThat(answers).as("what was stored before they asked").hasSize(CROWD).containsOnly(7);
    assertThat(mostTogether).hasValue(1);
    assertThat(begun).hasValue(2);
    assertThat(led).hasValue(2);
    assertThat(shared).hasValue(CROWD - 1);
    assertThat(reads.size()).isZero();
  }

  @Test
  void shouldKeepKeysApart() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Future<Integer> held = crowd.submit(() -> reads.read("one", () -> slowly(released)));
    Await.until("it is under way", BOUND, () -> begun.get() == 1);
    assertThat(reads.read("two", () -> 2)).isEqualTo(2);
    released.countDown();
    assertThat(held.get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void shouldThrowWhatTheReadThrewAndGoOn() {
    HistoryUnavailable down = new HistoryUnavailable("down", new IllegalStateException("planted"));
    assertThatThrownBy(
            () ->
                reads.read(
                    "hot",
                    () -> {
                      throw down;
                    }))
        .isSameAs(down);
    assertThat(reads.read("hot", () -> 3)).isEqualTo(3);
    assertThat(reads.size()).isZero();
  }
}
