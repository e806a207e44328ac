package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.ServerFrame;

/**
 * {@code ack=on_broker}, the default: sent means that the log has it, on as many replicas as the
 * topic asks for. It survives the crash of any node of the messenger, and of brokers as far as
 * replicas go; a power loss of all brokers at once can lose what they had not yet written to disk.
 *
 * <p>A repeat is answered by the worker of its thread, which knows the first seq; and so is an edit
 * or a deletion, which the worker may refuse.
 */
@Singleton
@Requires(property = StrategyConfig.ACK, value = "on_broker", defaultValue = "on_broker")
final class AcknowledgeOnBroker implements Acknowledgement {

  @Override
  public void answer(Session session, Submission submission, CompletableFuture<Long> appended) {
    var _ =
        appended.whenComplete(
            (seq, failure) -> {
              if (failure != null) {
                session.offer(Failures.notAppended(submission.tempId(), failure));
              } else if (!submission.isAnsweredByWorker()) {
                session.offer(
                    new ServerFrame.Sent(
                        submission.thread(), submission.tempId(), submission.id(), seq));
              }
            });
  }
}
