package org.plumbline.messenger.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.UserId;

/** What every store of records of media does. */
public interface MediaRecordsContract {

  MediaRecords records();

  private MediaRecord added(State state, long createdAtMillis) {
    MediaRecord media = SomeMedia.record(SomeMedia.someone(), state, createdAtMillis);
    records().add(media);
    return media;
  }

  private State stateOf(MediaRecord media) {
    return records().find(media.id()).orElseThrow().state();
  }

  @Test
  default void shouldFindAllFieldsWhenAdded() {
    MediaRecord media = SomeMedia.record(SomeMedia.someone(), State.WAITING, 1_795_320_000_123L);
    assertThat(records().find(media.id())).isEmpty();
    records().add(media);
    assertThat(records().find(media.id())).contains(media);
  }

  @Test
  default void shouldMoveOnlyFromTheExpectedState() {
    MediaRecord media = added(State.WAITING, 5_000_000);
    assertThat(records().move(media.id(), State.READY, State.REFERRED)).isFalse();
    assertThat(records().move(media.id(), State.WAITING, State.CHECKING)).isTrue();
    assertThat(records().move(media.id(), State.WAITING, State.CHECKING)).isFalse();
    assertThat(stateOf(media)).isEqualTo(State.CHECKING);
    assertThat(records().move(new MediaId("nobodys"), State.WAITING, State.READY)).isFalse();
  }

  @Test
  default void shouldLetExactlyOneMoveItWhenManyTryAtOnce() throws Exception {
    MediaRecord media = added(State.WAITING, 5_000_000);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      attempts.add(() -> records().move(media.id(), State.WAITING, State.CHECKING));
    }
    int moved = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        moved += attempt.get() ? 1 : 0;
      }
    }
    assertThat(moved).isEqualTo(1);
  }

  @Test
  default void shouldCountThoseThatNoMessageRefersTo() {
    UserId owner = SomeMedia.someone();
    for (State state : State.values()) {
      records().add(SomeMedia.record(owner, state, 5_000_000));
    }
    assertThat(records().unreferredOf(owner)).isEqualTo(3);
    assertThat(records().unreferredOf(SomeMedia.someone())).isZero();
  }

  @Test
  default void shouldDoomOnlyOldOnesThatNoMessageRefersTo() {
    MediaRecord waiting = added(State.WAITING, 100);
    MediaRecord ready = added(State.READY, 101);
    MediaRecord referred = added(State.REFERRED, 102);
    MediaRecord young = added(State.READY, 1_000);
    int doomed = 0;
    for (int round = records().doomOrphans(1_000, 1); round > 0; ) {
      doomed += round;
      round = records().doomOrphans(1_000, 1);
    }
    assertThat(doomed).isGreaterThanOrEqualTo(2);
    assertThat(stateOf(waiting)).isEqualTo(State.DOOMED);
    assertThat(stateOf(ready)).isEqualTo(State.DOOMED);
    assertThat(stateOf(referred)).isEqualTo(State.REFERRED);
    assertThat(stateOf(young)).isEqualTo(State.READY);
    assertThat(records().doomed(102, 1_000)).contains(doomed(waiting), doomed(ready));
    assertThat(records().doomed(101, 1_000))
        .contains(doomed(waiting))
        .doesNotContain(doomed(ready));
    assertThat(records().doomed(102, 1)).hasSize(1);
    records().remove(waiting.id());
    assertThat(records().find(waiting.id())).isEmpty();
    records().remove(ready.id());
    records().remove(referred.id());
  }

  @Test
  default void shouldTellCheckedOnesUntilTheyAreCleared() {
    MediaRecord ready = added(State.READY, 200);
    MediaRecord referred = added(State.REFERRED, 201);
    MediaRecord waiting = added(State.WAITING, 202);
    assertThat(records().uncleared(300, 1_000)).contains(ready, referred).doesNotContain(waiting);
    records().cleared(ready.id());
    assertThat(records().uncleared(300, 1_000)).contains(referred).doesNotContain(ready);
    assertThat(records().uncleared(201, 1_000)).doesNotContain(referred);
    assertThat(records().find(ready.id())).contains(ready);
    List.of(ready, referred, waiting).forEach(each -> records().remove(each.id()));
  }

  private static MediaRecord doomed(MediaRecord media) {
    return new MediaRecord(
        media.id(),
        media.owner(),
        media.kind(),
        media.contentType(),
        media.bytes(),
        State.DOOMED,
        media.createdAtMillis());
  }
}
