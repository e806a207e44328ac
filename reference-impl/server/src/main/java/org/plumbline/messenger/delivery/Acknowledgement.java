package org.plumbline.messenger.delivery;

import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.session.Session;

/** When the sender is told that its message is sent, and so what that promise survives. */
public interface Acknowledgement {

  /**
   * Answers the device now or later, or leaves it to the worker.
   *
   * @param appended the append under way
   */
  void answer(Session session, Submission submission, CompletableFuture<Long> appended);

  /** Whether the worker answers the device also where the node that took it in could. */
  default boolean isLeftToWorker(Submission submission) {
    return submission.isAnsweredByWorker();
  }

  /** Whether the worker's answers wait until the history has what they are about. */
  default boolean awaitsStorage() {
    return false;
  }
}
