package org.plumbline.messenger.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final Duration PAUSE = Duration.ofMillis(NodeRegistry.TIME_TO_LIVE_MILLIS + 1);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Standing standing = new Standing(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void shouldNotCountBeforeItIsTakenInNorOnceItIsRefused() {
    assertThat(standing.counts()).isFalse();
    standing.takenIn();
    assertThat(standing.counts()).isTrue();
    standing.refused();
    standing.looked();
    assertThat(standing.counts()).isFalse();
  }

  @Test
  void shouldCountOnWhileTheDirectoryIsAway() {
    standing.takenIn();
    for (int i = 0; i < 10; i++) {
      pass(PAUSE.dividedBy(2));
      standing.looked();
    }
    assertThat(standing.counts()).isTrue();
  }

  @Test
  void shouldNotCountAfterAPauseUntilItIsTakenInAnew() {
    standing.takenIn();
    pass(PAUSE);
    assertThat(standing.counts()).isFalse();
    standing.looked();
    assertThat(standing.counts()).isFalse();
    standing.takenIn();
    assertThat(standing.counts()).isTrue();
  }
}
