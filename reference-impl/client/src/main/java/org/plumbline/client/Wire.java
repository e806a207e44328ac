package org.plumbline.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.ServerFrame;

/**
 * One connection of a device, whichever way its frames go. {@link #send}, {@link #close} and {@link
 * #abort} belong to the strand.
 */
interface Wire {

  /** Hears of this connection, in the strand. */
  interface Owner {
    void received(Wire wire, ServerFrame frame, long nanos);

    void unreadable(Wire wire, String detail, long nanos);

    void ended(Wire wire, Disconnect cause, long nanos);
  }

  /** Connects; the future tells the outcome before the first frame is passed on. */
  CompletableFuture<?> open(NodeAddress node, Token token, Duration timeout);

  /** Hands a frame over; one too many waiting ends the connection. */
  void send(ClientFrame frame);

  /** Says goodbye; the owner hears nothing more of this connection. */
  void close();

  /** Cuts the connection; the owner hears the cause. */
  void abort(Disconnect cause);
}
