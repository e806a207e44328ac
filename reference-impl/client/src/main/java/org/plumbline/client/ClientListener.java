package org.plumbline.client;

import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/**
 * Hears what happens to one device, one event after another, never two at once. All times are
 * nanoseconds of the runtime's clock, taken when the frame came off the socket, or when the event
 * happened. A listener must not block.
 */
public interface ClientListener {

  /** The first frame of a session came. */
  default void connected(ServerFrame.Welcome welcome, NodeAddress node, long nanos) {}

  /** A try to connect failed; {@code startedNanos} is when it began. */
  default void connectFailed(NodeAddress node, Disconnect cause, long startedNanos, long nanos) {}

  /** An established session ended. */
  default void disconnected(Disconnect cause, long nanos) {}

  /** The client will not connect again by itself. */
  default void stopped(Disconnect cause, long nanos) {}

  /** A message goes out for the first or a further time. */
  default void sending(ClientFrame.Send frame, long nanos) {}

  /** A message was acknowledged: the first time only, under the {@code seq} that stays. */
  default void sent(ServerFrame.Sent sent, int attempts, long nanos) {}

  /** A message was definitely not taken, and is not tried again. */
  default void refused(TempId tempId, ErrorCode code, String detail, long nanos) {}

  /** A message was tried as often as allowed: it may or may not be in the log. */
  default void gaveUp(TempId tempId, int attempts, long nanos) {}

  /** A message is shown: each once, rising by seq in its thread. */
  default void shown(Message message, long nanos) {}

  /** A gap could not be filled; the device goes on after it. */
  default void gapAccepted(ThreadId thread, long after, long before, long nanos) {}

  /** This device tells how far its user has come; a live session takes the frame. */
  default void telling(ClientFrame.Acknowledge frame, long nanos) {}

  /** A cursor of another member moved: each one only rises. */
  default void receipt(ServerFrame.Receipt receipt, long nanos) {}

  /**
   * A member of a thread began to write, or stopped: said so, sent his message, or was not heard of
   * for some seconds.
   */
  default void typing(ServerFrame.Typing typing, long nanos) {}

  /** A watched user came or went. */
  default void presence(ServerFrame.PresenceUpdate update, long nanos) {}

  /** A sync over all threads was answered, its further pages and open gaps included. */
  default void synced(long nanos) {}

  /** Any frame as it came, duplicates included, before it takes effect. */
  default void frame(ServerFrame frame, long nanos) {}

  /** A frame came that could not be read; it is passed over. */
  default void unreadable(String detail, long nanos) {}
}
