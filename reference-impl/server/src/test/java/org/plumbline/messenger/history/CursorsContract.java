package org.plumbline.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.Cursors.Cursor;
import org.plumbline.protocol.Status;

/** What every store of cursors does. */
public interface CursorsContract {

  Cursors cursors();

  @Test
  default void shouldBeEmptyWhenNobodyHasComeAnywhere() {
    assertThat(cursors().of(new SomeMessages().thread())).isEmpty();
  }

  @Test
  default void shouldKeepEachUserAndStatusApartWhenTheyAdvance() {
    SomeMessages some = new SomeMessages();
    List<Cursor> all =
        List.of(
            new Cursor(some.thread(), some.ann(), Status.DELIVERED, 7),
            new Cursor(some.thread(), some.ann(), Status.READ, 5),
            new Cursor(some.thread(), some.bob(), Status.DELIVERED, 0));
    cursors().advance(all);

    assertThat(cursors().of(some.thread())).containsExactlyInAnyOrderElementsOf(all);
    assertThat(cursors().of(new SomeMessages().thread())).isEmpty();
  }

  @Test
  default void shouldNotGoBackWhenAdvancesArriveOutOfOrder() {
    SomeMessages some = new SomeMessages();
    long greatest = 0;
    for (long upTo : new long[] {3, 9, 4, 9, 0, 8}) {
      cursors().advance(List.of(delivered(some, upTo)));
      greatest = Math.max(greatest, upTo);
      assertThat(cursors().of(some.thread())).containsExactly(delivered(some, greatest));
    }
    assertThat(cursors().of(some.thread())).containsExactly(delivered(some, 9));
  }

  @Test
  default void shouldTakeTheGreatestWhenOneCallHoldsSeveral() {
    SomeMessages some = new SomeMessages();
    cursors().advance(List.of(delivered(some, 4), delivered(some, 11), delivered(some, 6)));

    assertThat(cursors().of(some.thread())).containsExactly(delivered(some, 11));
  }

  @Test
  default void shouldEndAtTheGreatestWhenManyAdvanceAtOnce() throws Exception {
    SomeMessages some = new SomeMessages();
    List<Callable<Boolean>> advances = new ArrayList<>();
    for (long upTo = 0; upTo < 200; upTo++) {
      Cursor cursor = delivered(some, upTo);
      advances.add(
          () -> {
            cursors().advance(List.of(cursor));
            return true;
          });
    }
    Collections.shuffle(advances, new Random(11));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> advance : threads.invokeAll(advances)) {
        assertThat(advance.get()).isTrue();
      }
    }
    assertThat(cursors().of(some.thread())).containsExactly(delivered(some, 199));
  }

  @Test
  default void shouldNotOverflowWhenSeqWasMadeUp() {
    SomeMessages some = new SomeMessages();
    cursors().advance(List.of(delivered(some, Long.MAX_VALUE)));
    cursors().advance(List.of(delivered(some, 5), delivered(some, Long.MAX_VALUE - 1)));

    assertThat(cursors().of(some.thread())).containsExactly(delivered(some, Long.MAX_VALUE));
  }

  @Test
  default void shouldDoNothingWhenListIsEmpty() {
    SomeMessages some = new SomeMessages();
    cursors().advance(List.of());

    assertThat(cursors().of(some.thread())).isEmpty();
  }

  private static Cursor delivered(SomeMessages some, long upTo) {
    return new Cursor(some.thread(), some.ann(), Status.DELIVERED, upTo);
  }

  @Test
  default void shouldGiveThePartsOfAThreadInTheOrderOfUsers() {
    SomeMessages some = new SomeMessages();
    cursors()
        .advance(
            List.of(
                new Cursors.Cursor(some.thread(), some.bob(), Status.READ, 3),
                new Cursors.Cursor(some.thread(), some.bob(), Status.DELIVERED, 4),
                new Cursors.Cursor(some.thread(), some.ann(), Status.DELIVERED, 5)));

    assertThat(cursors().of(some.thread(), some.ann()))
        .containsExactly(new Cursors.Cursor(some.thread(), some.ann(), Status.DELIVERED, 5));
    assertThat(cursors().page(some.thread(), "", 10))
        .extracting(Cursors.Cursor::upTo)
        .containsExactly(5L, 4L, 3L);
    assertThat(cursors().page(some.thread(), some.ann().value(), 1))
        .extracting(Cursors.Cursor::upTo)
        .containsExactly(4L);
  }
}
