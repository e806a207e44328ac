package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.Content;

/**
 * {@code ack=on_store}: sent means that the history has it too, in as many replicas as its
 * consistency asks for. It survives what {@code on_broker} survives, and the loss of the whole log
 * besides. The price: no answer while the history is away, and the way through the worker in each.
 *
 * <p>The worker answers, through the directory as it does for repeats. A device that hears nothing
 * repeats the message and is told the first seq. What the history refused, and became a dead
 * letter, is never answered with {@code SENT}. Nodes of one system share the setting.
 */
@Singleton
@Requires(property = StrategyConfig.ACK, value = "on_store")
final class AcknowledgeOnStore implements Acknowledgement {

  @Override
  public void answer(Session session, Submission submission, CompletableFuture<Long> appended) {
    var _ =
        appended.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                session.offer(Failures.notAppended(submission.tempId(), failure));
              }
            });
  }

  /** Who changes a group waits for the feed, and has no socket to be answered at. */
  @Override
  public boolean isLeftToWorker(Submission submission) {
    return !(submission.content() instanceof Content.MembershipChange);
  }

  @Override
  public boolean awaitsStorage() {
    return true;
  }
}
