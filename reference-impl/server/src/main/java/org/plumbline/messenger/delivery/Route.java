package org.plumbline.messenger.delivery;

import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry.Submission;

/** Which node hands messages of direct threads to their devices. Groups go by the log always. */
interface Route {

  /**
   * On the sender's node, for each message that it appends. Never blocks.
   *
   * @param appended the append under way
   */
  void accepted(Submission submission, CompletableFuture<Long> appended);

  /** On the worker: who is left for it to hand this message to, if it is of a direct thread. */
  Parcel.Audience leftToWorker(Submission submission);
}
