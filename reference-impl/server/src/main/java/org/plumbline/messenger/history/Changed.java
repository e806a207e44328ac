package org.plumbline.messenger.history;

import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;

/** A message as it is after a change. */
public final class Changed {

  private Changed() {}

  /**
   * With the words of an edit, unless a later one or a deletion had its effect already.
   *
   * @param seq of the edit
   */
  public static Message edited(Message message, long seq, String text) {
    return switch (message.content()) {
      case Content.Text words when words.edited() < seq ->
          message.saying(new Content.Text(text, seq));
      case Content.Media media when media.edited() < seq ->
          message.saying(
              new Content.Media(
                  media.kind(), media.media(), media.contentType(), media.bytes(), text, seq));
      case Content.Text _,
          Content.Media _,
          Content.Edit _,
          Content.Deletion _,
          Content.Deleted _,
          Content.MembershipChange _ ->
          message;
    };
  }

  /**
   * Its place alone.
   *
   * @param seq of the deletion; of two, the first stays
   */
  public static Message deleted(Message message, long seq) {
    return message.content() instanceof Content.Deleted
        ? message
        : message.saying(new Content.Deleted(seq));
  }
}
