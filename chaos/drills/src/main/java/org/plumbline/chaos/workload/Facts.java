package org.plumbline.chaos.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.client.Disconnect;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.UserId;

/** The protocol's values as a history has them. */
final class Facts {

  private Facts() {}

  static String hashOf(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  static MessageFacts of(Message message) {
    return new MessageFacts(
        message.thread().value(),
        message.sender().value(),
        message.tempId().value(),
        message.id().toString(),
        message.seq(),
        hashOf(message),
        message.prev());
  }

  // What an edit or a deletion has made of a message is not what was sent.
  private static String hashOf(Message message) {
    return switch (message.content()) {
      case Content.Text text when text.edited() == Content.UNEDITED -> hashOf(text.text());
      case Content.Media media when media.edited() == Content.UNEDITED -> hashOf(media.text());
      case Content.Edit edit -> hashOf(edit.text());
      case Content.Text _,
          Content.Media _,
          Content.Deletion _,
          Content.Deleted _,
          MembershipChange _ ->
          "";
    };
  }

  /** What a message changes in its group, or null when it changes none. */
  static @Nullable Particulars changeOf(Message message) {
    return message.content() instanceof MembershipChange change
        ? changeOf(change, message.sender())
        : null;
  }

  private static Particulars changeOf(MembershipChange change, UserId by) {
    List<String> users = change.users().stream().map(UserId::value).toList();
    return switch (change.change()) {
      case CREATED -> Particulars.added(with(by, users));
      case ADDED -> Particulars.added(users);
      case REMOVED, LEFT -> Particulars.removed(users);
      case RENAMED, ROLE, DELETED -> Particulars.changed();
    };
  }

  private static List<String> with(UserId creator, List<String> users) {
    return Stream.concat(Stream.of(creator.value()), users.stream()).distinct().toList();
  }

  static Particulars cursorOf(ServerFrame.Receipt receipt) {
    return Particulars.cursor(receipt.user().value(), receipt.status() == Status.READ);
  }

  static @Nullable Particulars closeOf(Disconnect cause) {
    return cause instanceof Disconnect.Closed closed ? Particulars.closed(closed.code()) : null;
  }
}
