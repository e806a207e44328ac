package org.plumbline.messenger.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.media.MediaStore.SignedRequest;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.membership.Visibility;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Decides who may read a media: whoever may see a message that shows it, for as long as the message
 * does. The message itself is asked each time, so there is nothing else to keep in step with
 * membership and deletion. Blocks, for virtual threads.
 */
public final class Downloads {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final MediaConfig config;
  private final MediaRecords records;
  private final MediaStore store;
  private final MessageHistory history;
  private final Memberships memberships;
  private final Duration storedWait;
  private final LongSupplier nanoTime;
  private final LongConsumer pauseNanos;

  Downloads(
      MediaConfig config,
      MediaRecords records,
      MediaStore store,
      MessageHistory history,
      Memberships memberships,
      Duration storedWait,
      LongSupplier nanoTime,
      LongConsumer pauseNanos) {
    this.config = config;
    this.records = records;
    this.store = store;
    this.history = history;
    this.memberships = memberships;
    this.storedWait = storedWait;
    this.nanoTime = nanoTime;
    this.pauseNanos = pauseNanos;
  }

  /** The answer to one who wants to read. */
  sealed interface Answer {
    /** He may, with this request. */
    record Signed(MediaRecord media, SignedRequest request) implements Answer {}

    /** He may see nothing of that thread. */
    record NotAMember() implements Answer {}

    /** No message that he may see shows it there. */
    record NotFound() implements Answer {}

    /** The history has not come as far as that message within the bound. */
    record NotYet() implements Answer {}
  }

  /** For a reader of the message with that seq. */
  Answer of(UserId reader, MediaId id, ThreadId thread, long seq) {
    // A stranger shall not make a node wait.
    Visibility visible = memberships.visibility(reader, thread);
    if (visible.isNothing()) {
      return new Answer.NotAMember();
    }
    // How far the thread has come since is nothing that a former member may find out by waiting.
    if (!visible.includes(seq)) {
      return new Answer.NotFound();
    }
    // It is delivered before it is stored, so a device may ask a moment too early.
    if (!isStored(thread, seq)) {
      return new Answer.NotYet();
    }
    if (!shows(thread, seq, id)) {
      return new Answer.NotFound();
    }
    // Asked after the message was read: so it is known here who was removed before it.
    return memberships.visibility(reader, thread).includes(seq)
        ? signed(records.find(id))
        : new Answer.NotFound();
  }

  /** For its owner, who needs no message. */
  Answer ofOwner(UserId owner, MediaId id) {
    return signed(records.find(id).filter(media -> media.owner().equals(owner)));
  }

  private Answer signed(Optional<MediaRecord> found) {
    return found
        .filter(MediaRecord::isChecked)
        .<Answer>map(
            media ->
                new Answer.Signed(
                    media,
                    store.signDownload(media.key(), media.contentType(), config.downloadExpiry())))
        .orElseGet(Answer.NotFound::new);
  }

  private boolean shows(ThreadId thread, long seq, MediaId id) {
    List<Message> found = history.after(thread, seq - 1, 1).messages();
    return !found.isEmpty()
        && found.getFirst().seq() == seq
        && found.getFirst().content() instanceof Content.Media media
        && media.media().equals(id);
  }

  private boolean isStored(ThreadId thread, long seq) {
    long deadline = nanoTime.getAsLong() + storedWait.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    while (history.lastSeqBefore(thread, Long.MAX_VALUE) < seq) {
      long left = deadline - nanoTime.getAsLong();
      if (left <= 0) {
        return false;
      }
      pauseNanos.accept(Math.min(pause, left));
      pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
    }
    return true;
  }
}
