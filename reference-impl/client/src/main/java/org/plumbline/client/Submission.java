package org.plumbline.client;

import org.plumbline.protocol.TempId;

/** What became of handing a message to the outbox. */
public sealed interface Submission {

  /** It waits for its acknowledgement; {@link ClientListener} tells how it ends. */
  record Queued(TempId tempId) implements Submission {}

  /** The outbox holds as many messages as it may: try again when some were acknowledged. */
  record OutboxFull(int outboxMax) implements Submission {}

  /** The client was closed, or the server told it not to come back. */
  record Closed() implements Submission {}
}
