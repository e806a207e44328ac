package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.HistoryUnavailable;

class ShardViewTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicReference<ShardMap> shared = new AtomicReference<>(ShardMap.allIn("a", 2));
  private final ShardView view = new ShardView(shared::get, Duration.ofNanos(100), now::get);

  @Test
  void shouldRefuseWhenTheMapIsOlderThanTheBound() {
    assertThatExceptionOfType(HistoryUnavailable.class).isThrownBy(view::current);
    view.refresh();
    now.set(100);
    assertThat(view.current()).isEqualTo(shared.get());
    now.set(101);
    assertThatExceptionOfType(HistoryUnavailable.class).isThrownBy(view::current);
    assertThat(view.last()).isEqualTo(shared.get());
    view.refresh();
    assertThat(view.current()).isEqualTo(shared.get());
  }

  @Test
  void shouldCountTheAgeFromBeforeTheQuestion() {
    ShardView slow =
        new ShardView(
            () -> {
              now.addAndGet(60);
              return shared.get();
            },
            Duration.ofNanos(100),
            now::get);
    slow.refresh();
    now.addAndGet(41);

    assertThatExceptionOfType(HistoryUnavailable.class).isThrownBy(slow::current);
  }

  @Test
  void shouldStayTheSameObjectUntilSomethingChanges() {
    view.refresh();
    ShardMap seen = view.current();
    shared.set(ShardMap.allIn("a", 2));
    now.set(10);
    view.refresh();
    assertThat(view.current()).isSameAs(seen);
    shared.set(ShardMap.allIn("b", 2));
    now.set(20);
    view.refresh();
    assertThat(view.current()).isEqualTo(ShardMap.allIn("b", 2));
  }
}
