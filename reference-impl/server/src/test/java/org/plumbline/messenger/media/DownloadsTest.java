package org.plumbline.messenger.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.media.Downloads.Answer;
import org.plumbline.messenger.media.MediaRecord.State;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.membership.Visibility;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Who of a group may read: what a former or a late member may see decides, message by message. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
class DownloadsTest {

  private final ThreadId group = ThreadId.group(SomeMedia.someone().value());
  private final UserId ada = SomeMedia.someone();
  private final UserId carl = SomeMedia.someone();
  private final MediaRecord media = SomeMedia.record(ada, State.REFERRED, 1_000);
  private final MessageHistory history;
  private final Group members = new Group();
  private final AtomicLong nanos = new AtomicLong();
  private final Downloads downloads;

  DownloadsTest(
      MediaConfig config, MediaRecords records, MediaStore store, MessageHistory history) {
    this.history = history;
    this.downloads =
        new Downloads(
            config,
            records,
            store,
            history,
            members,
            Duration.ofSeconds(2),
            nanos::get,
            nanos::addAndGet);
    records.add(media);
    for (long seq : new long[] {2, 5, 8}) {
      history.append(
          List.of(
              new Message(
                  group,
                  new MessageId(seq),
                  seq,
                  Message.NONE,
                  ada,
                  new TempId("t" + seq),
                  new Content.Media(media.kind(), media.id(), media.contentType(), 77, ""),
                  0)));
    }
  }

  private Answer read(UserId reader, long seq) {
    return downloads.of(reader, media.id(), group, seq);
  }

  @Test
  void shouldGiveAFormerMemberOnlyWhatWasSaidWhileHeWasOne() {
    members.visible = new Visibility(List.of(new Visibility.Span(4, 6)));
    assertThat(read(carl, 5)).isInstanceOf(Answer.Signed.class);
    assertThat(read(carl, 2)).isInstanceOf(Answer.NotFound.class);
    assertThat(read(carl, 8)).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void shouldNotLetAFormerMemberFindOutHowFarTheThreadHasComeByWaiting() {
    members.visible = new Visibility(List.of(new Visibility.Span(4, 6)));
    assertThat(read(carl, 100)).isInstanceOf(Answer.NotFound.class);
    assertThat(nanos).as("waited").hasValue(0);
  }

  @Test
  void shouldTurnAStrangerAwayWithoutReadingTheHistory() {
    members.visible = Visibility.NOTHING;
    assertThat(read(carl, 1_000)).isInstanceOf(Answer.NotAMember.class);
    assertThat(members.asked).isEqualTo(1);
  }

  @Test
  void shouldAskAgainAfterTheMessageWasReadSinceOneMayBeRemovedMeanwhile() {
    members.visible = Visibility.ALL;
    members.afterwards = new Visibility(List.of(new Visibility.Span(0, 4)));
    assertThat(read(carl, 5)).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void shouldWaitNoLongerThanItsBoundForAMessageThatIsNotStored() {
    members.visible = Visibility.ALL;
    assertThat(read(carl, 9)).isInstanceOf(Answer.NotYet.class);
    assertThat(read(carl, 6)).isInstanceOf(Answer.NotFound.class);
    assertThat(history.lastSeqBefore(group, Long.MAX_VALUE)).isEqualTo(8);
  }

  private static final class Group implements Memberships {
    private Visibility visible = Visibility.NOTHING;
    private @Nullable Visibility afterwards;
    private int asked;

    @Override
    public Visibility visibility(UserId user, ThreadId thread) {
      Visibility later = afterwards;
      return ++asked > 1 && later != null ? later : visible;
    }

    @Override
    public Optional<ErrorCode> refusal(UserId user, ThreadId thread) {
      return Optional.empty();
    }

    @Override
    public CompletableFuture<Optional<ErrorCode>> decision(UserId user, ThreadId thread) {
      return CompletableFuture.completedFuture(refusal(user, thread));
    }

    @Override
    public List<UserId> recipients(ThreadId thread) {
      return List.of();
    }

    @Override
    public boolean isLarge(ThreadId thread) {
      return false;
    }

    @Override
    public Visibility knownVisibility(UserId user, ThreadId thread) {
      return visibility(user, thread);
    }

    @Override
    public CompletableFuture<@Nullable Void> caughtUp() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
