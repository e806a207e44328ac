package org.plumbline.messenger.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.LogEntry.Submission;

/**
 * An entry of the log that could not be carried through, so that the others could go on.
 *
 * @param detail what went wrong, for people; never words of a message
 * @param partition where in the log it stands, or -1 where that is not known
 * @param seq its offset there: the message's place in its thread, now and after a replay
 * @param atMillis when it was laid aside, milliseconds since 1970
 * @param submission what a device sent, or null when the record cannot be read
 */
public record DeadLetter(
    Cause cause,
    String detail,
    int partition,
    long seq,
    long atMillis,
    @Nullable Submission submission) {

  /** Why it was laid aside. */
  public enum Cause {
    /** The record cannot be read: of a newer format, or damaged. */
    UNDECODABLE,
    /** Working on the entry failed, each time. */
    NOT_TAKEN,
    /** The store refuses this very message. */
    UNSTORABLE,
    /** The store was away for longer than was to be waited, where that is so set. */
    STORE_DOWN;

    /** The name in lower case, as metrics and headers have it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of a letter that was tried again. */
  public enum Fate {
    /** It stands where it belongs now. */
    REPLAYED,
    /** It stood there already, or its device's repeat does. */
    THERE_ALREADY,
    /** It fails as before, and stays a dead letter. */
    KEPT,
    /** Nothing can be tried now; this letter and all behind it stay. */
    NOT_NOW
  }
}
