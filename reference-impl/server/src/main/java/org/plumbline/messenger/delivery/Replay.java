package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.List;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetter.Fate;
import org.plumbline.messenger.log.DeadLetters;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts dead letters where they belong once their cause is mended. A message is stored under the seq
 * that it was acknowledged with, so replaying it twice, or after its device repeated it, never
 * makes a second message. Devices find it in the history.
 */
@Singleton
public final class Replay {

  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  private final DeadLetters letters;
  private final MessageHistory history;

  public Replay(DeadLetters letters, MessageHistory history) {
    this.letters = letters;
    this.history = history;
  }

  /** The oldest letters, oldest first; blocks. */
  public List<DeadLetter> list(int limit) {
    return letters.list(limit);
  }

  /** Tries all that are there now, oldest first; blocks. */
  public DeadLetters.Replayed replay() {
    return letters.replay(this::attempt);
  }

  private Fate attempt(DeadLetter letter) {
    Submission submission = letter.submission();
    if (submission == null || !wasJudged(letter, submission)) {
      return Fate.KEPT;
    }
    try {
      if (history
          .firstOf(submission.thread(), submission.sender(), submission.tempId())
          .isPresent()) {
        return Fate.THERE_ALREADY;
      }
      long prev = history.lastSeqBefore(submission.thread(), letter.seq());
      Message message = new LogEntry(letter.seq(), submission).message(prev);
      history.append(List.of(message));
      return Fate.REPLAYED;
    } catch (HistoryUnavailable e) {
      LOG.warn("the replay ends early: {}", e.getMessage());
      return Fate.NOT_NOW;
    } catch (RuntimeException e) {
      LOG.warn("{} seq {} stays a dead letter", submission.thread(), letter.seq(), e);
      return Fate.KEPT;
    }
  }

  /**
   * Whether it is known that the sender was a member at its place. The worker knew it of messages
   * that it gave to the store; of others only a direct thread says it by its name.
   */
  private static boolean wasJudged(DeadLetter letter, Submission submission) {
    return switch (letter.cause()) {
      case UNSTORABLE, STORE_DOWN -> true;
      case UNDECODABLE, NOT_TAKEN ->
          !submission.thread().isGroup() && submission.thread().isDirectOf(submission.sender());
    };
  }
}
