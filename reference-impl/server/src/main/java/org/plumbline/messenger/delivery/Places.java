package org.plumbline.messenger.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ServerFrame.Run;
import org.plumbline.protocol.ThreadId;

/**
 * The last place taken in each thread, and whose run of messages it belongs to. A device is not
 * sent its own messages: who answers its run names it, so that it does not take them for a gap.
 * Used by the worker's thread alone.
 */
final class Places {

  /**
   * The last message of a thread.
   *
   * @param run of messages of one device that it ends; null when it is not known where it began
   */
  private record Place(long seq, @Nullable Run run) {}

  private final Cache<ThreadId, Place> last;

  Places(int threadsMax) {
    this.last = Caffeine.newBuilder().maximumSize(threadsMax).build();
  }

  void forget() {
    last.invalidateAll();
  }

  /** Whether the thread's message before this entry is known. */
  boolean isKnownBefore(LogEntry entry) {
    return before(entry) != null;
  }

  private @Nullable Place before(LogEntry entry) {
    Place place = last.getIfPresent(entry.submission().thread());
    // The log may be read again: then what is remembered lies behind the entry.
    return place != null && place.seq() < entry.seq() ? place : null;
  }

  /**
   * Gives the entry its place; from now on it is the thread's last.
   *
   * @param stored the seq before it as the history has it, for a thread that is not known here
   */
  ServerFrame.Receive take(LogEntry entry, long stored) {
    Submission submission = entry.submission();
    Place before = before(entry);
    long prev = before == null ? stored : before.seq();
    Run run = before == null ? null : before.run();
    boolean goesOn = run != null && isOf(run, submission);
    Run own = goesOn ? run : begun(submission, prev);
    last.put(submission.thread(), new Place(entry.seq(), own));
    return new ServerFrame.Receive(entry.message(prev), goesOn ? null : run);
  }

  private static @Nullable Run begun(Submission submission, long prev) {
    return prev < Message.NONE ? null : new Run(submission.sender(), submission.device(), prev);
  }

  private static boolean isOf(Run run, Submission submission) {
    return run.device().equals(submission.device()) && run.user().equals(submission.sender());
  }
}
