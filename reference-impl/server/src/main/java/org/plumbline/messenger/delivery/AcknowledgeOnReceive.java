package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;

/**
 * {@code ack=on_receive}, as two of the documents propose: sent means that a node has the message
 * in its memory. A crash of that node before the append loses it, and so does a log that never
 * confirms. The answer has no seq yet.
 */
@Singleton
@Requires(property = StrategyConfig.ACK, value = "on_receive")
final class AcknowledgeOnReceive implements Acknowledgement {

  @Override
  public void answer(Session session, Submission submission, CompletableFuture<Long> appended) {
    session.offer(
        new ServerFrame.Sent(
            submission.thread(), submission.tempId(), submission.id(), Message.NONE));
  }
}
