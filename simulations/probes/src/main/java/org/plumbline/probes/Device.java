package org.plumbline.probes;

import org.plumbline.client.MessengerClient;
import org.plumbline.client.Submission;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/** A connected device of a person. */
record Device(MessengerClient client, Inbox inbox, ServerFrame.Welcome welcome)
    implements AutoCloseable {

  /** Sends and waits for the acknowledgement. */
  ServerFrame.Sent send(ThreadId thread, String words) throws ProbeFailed, InterruptedException {
    return send(thread, new Content.Text(words));
  }

  /** Sends and waits for the acknowledgement. */
  ServerFrame.Sent send(ThreadId thread, Content content) throws ProbeFailed, InterruptedException {
    if (client.send(thread, content) instanceof Submission.Queued queued) {
      return inbox.await(
          ServerFrame.Sent.class, "SENT", sent -> sent.tempId().equals(queued.tempId()));
    }
    throw new ProbeFailed("the outbox did not take a message");
  }

  /** Sends and waits for the refusal. */
  Inbox.Refused sendRefused(ThreadId thread, Content content)
      throws ProbeFailed, InterruptedException {
    if (client.send(thread, content) instanceof Submission.Queued queued) {
      return inbox.await(
          Inbox.Refused.class, "a refusal", refused -> refused.tempId().equals(queued.tempId()));
    }
    throw new ProbeFailed("the outbox did not take a message");
  }

  @Override
  public void close() {
    client.close();
  }
}
