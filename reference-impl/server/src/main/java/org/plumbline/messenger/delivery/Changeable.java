package org.plumbline.messenger.delivery;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.UserId;

/**
 * What has to be known of a message to say whether it may be edited or withdrawn.
 *
 * @param deleted the seq of the deletion that withdrew it, or {@link Message#NONE}
 */
record Changeable(UserId sender, long sentAtMillis, long deleted) {

  /** Of words and media; of a message of another kind there is nothing to change. */
  static Optional<Changeable> of(Message message) {
    return switch (message.content()) {
      case Content.Text _, Content.Media _ ->
          Optional.of(new Changeable(message.sender(), message.sentAtMillis(), Message.NONE));
      case Content.Deleted gone ->
          Optional.of(new Changeable(message.sender(), message.sentAtMillis(), gone.deleted()));
      case Content.Edit _, Content.Deletion _, Content.MembershipChange _ -> Optional.empty();
    };
  }

  /**
   * Why it may not be changed, for the device that wants to; nothing when it may.
   *
   * @param found what is known of the target, or null when there is none that could be changed
   * @param seq the place of the change, {@link Long#MAX_VALUE} before it has one
   */
  static Optional<String> refusal(
      @Nullable Changeable found,
      long target,
      UserId user,
      long seq,
      long atMillis,
      Duration within) {
    if (found == null || !found.sender.equals(user) || target >= seq) {
      return refused(target, "words or media that this user sent to this thread");
    }
    // A deletion behind the change is the effect of an earlier reading of the log.
    if (found.deleted != Message.NONE && found.deleted < seq) {
      return refused(target, "one that was not deleted");
    }
    if (atMillis - found.sentAtMillis > within.toMillis()) {
      return refused(target, "one that was sent within " + within);
    }
    return Optional.empty();
  }

  private static Optional<String> refused(long target, String expected) {
    return Optional.of("target: " + target + " (expected: " + expected + ")");
  }
}
