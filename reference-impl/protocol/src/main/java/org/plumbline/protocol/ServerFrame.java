package org.plumbline.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything a server may send. */
public sealed interface ServerFrame {

  /**
   * The first frame of a session.
   *
   * @param epoch fences older sessions of the same device: it only rises
   * @param heartbeatMillis how often the device has to show that it lives
   */
  record Welcome(UserId user, DeviceId device, String node, long epoch, long heartbeatMillis)
      implements ServerFrame {}

  /**
   * The message is in the log: what it survives is said in the documentation of the ack setting.
   */
  record Sent(ThreadId thread, TempId tempId, MessageId id, long seq) implements ServerFrame {}

  /**
   * A message of one of the device's threads, the user's own from another device included.
   *
   * @param run whose run of messages this one ends, or null when that is not known or when it goes
   *     on: the device named there has its own messages, which nobody sent it
   */
  record Receive(Message message, @Nullable Run run) implements ServerFrame {
    public Receive(Message message) {
      this(message, null);
    }

    /** The seq that this device must have seen to have missed nothing before the message. */
    public long prevFor(UserId user, DeviceId device) {
      return run != null && run.user().equals(user) && run.device().equals(device)
          ? run.prev()
          : message.prev();
    }
  }

  /**
   * Messages of a thread that one device sent without another's in between.
   *
   * @param prev the seq before the first of them, or {@link Message#NONE}
   */
  record Run(UserId user, DeviceId device, long prev) {}

  /** A member of the thread has, or has read, everything up to and with {@code upTo}. */
  record Receipt(ThreadId thread, UserId user, long upTo, Status status) implements ServerFrame {}

  /** A part of the answer to a sync, ascending; {@code more} asks the device to sync on. */
  record SyncPage(ThreadId thread, List<Message> messages, boolean more) implements ServerFrame {
    public SyncPage {
      messages = List.copyOf(messages);
    }
  }

  /** All pages of a sync were sent. */
  record Synced() implements ServerFrame {}

  /** Something may have passed this device by: sync from the cursors now. */
  record Resync(String cause) implements ServerFrame {}

  /**
   * A watched user came or went.
   *
   * @param lastSeenMillis milliseconds since 1970 of the last sign of life, or null when unknown
   */
  record PresenceUpdate(UserId user, boolean online, @Nullable Long lastSeenMillis)
      implements ServerFrame {}

  /** A member of the thread began to write, or stopped. */
  record Typing(ThreadId thread, UserId user, boolean active) implements ServerFrame {}

  /**
   * This node is about to go: finish, and come back after the given time, which differs between
   * devices so that they do not all come at once.
   */
  record Goodbye(long reconnectAfterMillis) implements ServerFrame {}

  /** The answer to a heartbeat. */
  record Heartbeat() implements ServerFrame {}

  /**
   * A frame was not carried out, or it is not known whether it was ({@link
   * ErrorCode#definitelyNotDone()}).
   *
   * @param tempId the message concerned, or null when the frame was none or could not be read
   * @param retryAfterMillis when trying again makes sense, or 0 when it does not
   */
  record Failure(ErrorCode code, @Nullable TempId tempId, String detail, long retryAfterMillis)
      implements ServerFrame {}
}
