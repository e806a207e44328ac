package org.plumbline.messenger.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.UserId;

/** What the routes of threads answer. A field without a value is null, never left out. */
final class ThreadBodies {

  private ThreadBodies() {}

  /**
   * A page of messages, ascending by seq.
   *
   * @param next what to give as {@code before} or {@code after} for the next page in the same
   *     direction, or null at the end
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Messages(List<MessageBody> messages, @Nullable Long next) {}

  /**
   * A message: the same fields as in a frame; those that its kind does not have are left out, those
   * that it has are there when they are empty, too.
   *
   * @param kind image, video, edit, deletion, membership, or deleted for what is left of a message
   *     that was withdrawn; left out for words
   * @param edited the seq of the edit whose words these are
   * @param deleted the seq of the deletion that withdrew the message, or the message's own for one
   *     who may not see that place
   * @param messageId as text, since it exceeds 2^53
   * @param prev the seq of the thread's message before it, or -1
   * @param sentAt in milliseconds since 1970
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MessageBody(
      String threadId,
      String messageId,
      long seq,
      long prev,
      String senderId,
      String tempId,
      @Nullable String kind,
      String text,
      @Nullable String mediaId,
      @Nullable String contentType,
      @Nullable Long bytes,
      @Nullable Long target,
      @Nullable Long edited,
      @Nullable Long deleted,
      @Nullable String change,
      @Nullable List<String> users,
      @Nullable String role,
      long sentAt) {

    static MessageBody of(Message message) {
      Content content = message.content();
      Content.Media media = content instanceof Content.Media m ? m : null;
      Content.MembershipChange change = content instanceof Content.MembershipChange c ? c : null;
      return new MessageBody(
          message.thread().value(),
          message.id().toString(),
          message.seq(),
          message.prev(),
          message.sender().value(),
          message.tempId().value(),
          content instanceof Content.Text ? null : Content.kindOf(content),
          message.text(),
          media == null ? null : media.media().value(),
          media == null ? null : media.contentType(),
          media == null ? null : media.bytes(),
          positive(Content.targetOf(content)),
          edited(content),
          content instanceof Content.Deleted deleted ? deleted.deleted() : null,
          change == null ? null : change.change().name().toLowerCase(Locale.ROOT),
          change == null ? null : change.users().stream().map(UserId::value).toList(),
          change == null ? null : change.role().name().toLowerCase(Locale.ROOT),
          message.sentAtMillis());
    }

    private static @Nullable Long edited(Content content) {
      return switch (content) {
        case Content.Text text -> positive(text.edited());
        case Content.Media media -> positive(media.edited());
        case Content.Edit _, Content.Deletion _, Content.Deleted _, Content.MembershipChange _ ->
            null;
      };
    }

    private static @Nullable Long positive(long seq) {
      return seq == Content.UNEDITED ? null : seq;
    }
  }

  /**
   * A page of threads, ascending by id or by recency.
   *
   * @param next what to give as {@code cursor} for the next page, or null at the end
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Threads(List<ThreadBody> threads, @Nullable String next) {}

  /**
   * A thread.
   *
   * @param lastSeq the seq of its last message that the user may see, or -1
   * @param lastMessage that message, or null
   * @param unread messages of others behind what the user has read, counted up to 100
   * @param delivered how far each user's devices have come, by user
   * @param read how far each user has read, by user
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ThreadBody(
      String threadId,
      long lastSeq,
      @Nullable MessageBody lastMessage,
      int unread,
      SortedMap<String, Long> delivered,
      SortedMap<String, Long> read) {

    static ThreadBody of(ThreadList.Summary summary) {
      Message last = summary.last();
      return new ThreadBody(
          summary.thread().value(),
          last == null ? Message.NONE : last.seq(),
          last == null ? null : MessageBody.of(last),
          summary.unread(),
          summary.delivered(),
          summary.read());
    }
  }

  /**
   * Who has a message.
   *
   * @param next what to give as {@code cursor} for the next page, or null at the end
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Readers(List<ReaderBody> readers, @Nullable String next) {

    static Readers of(ThreadReader.Readers found) {
      return new Readers(
          found.readers().stream()
              .map(each -> new ReaderBody(each.user().value(), each.status().name()))
              .toList(),
          found.next());
    }
  }

  /**
   * A user who has a message.
   *
   * @param status DELIVERED, or READ when it was read too
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record ReaderBody(String userId, String status) {}
}
