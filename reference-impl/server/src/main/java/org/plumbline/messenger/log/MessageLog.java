package org.plumbline.messenger.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The log of all submissions. Entries of one thread stand in one partition, in one order. */
public interface MessageLog {

  /**
   * Appends. Never blocks.
   *
   * @return the seq, once the log has confirmed it on as many replicas as it is set to; or {@link
   *     LogFull} (certainly not appended) or {@link LogUnconfirmed} (not known)
   */
  CompletableFuture<Long> append(LogEntry.Submission submission);

  /**
   * Starts to hand this node's share of the entries to the worker, each thread's in order, each at
   * least once.
   */
  void work(Worker worker);

  /** Stops working and waits, bounded, for what is in hand. */
  void stop();

  /** Takes entries. Called by one thread at a time. */
  interface Worker {

    /**
     * Takes the next entries of one partition, ascending.
     *
     * @return completes when nothing of them would be lost if this process died now
     */
    CompletableFuture<@Nullable Void> take(List<LogEntry> entries);

    /** This node's share changed: what is known about threads may be out of date. */
    void shareChanged();
  }

  /** The log takes no more at this moment. Certainly not appended. */
  final class LogFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogFull(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The log did not confirm in time. It may hold the entry or not. */
  final class LogUnconfirmed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnconfirmed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
