package org.plumbline.messenger.delivery;

import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.session.Session;

/** When the sender is told that its message is sent, and so what that promise survives. */
public interface Acknowledgement {

  /**
   * Answers the device now or later.
   *
   * @param appended the append under way
   */
  void answer(Session session, Submission submission, CompletableFuture<Long> appended);
}
