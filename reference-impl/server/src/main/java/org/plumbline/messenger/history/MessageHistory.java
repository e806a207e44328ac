package org.plumbline.messenger.history;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * What was said in each thread, by seq. Every method may throw {@link HistoryUnavailable}: then
 * nothing is known of the effect, and repeating is safe.
 *
 * <p>Edits and deletions are messages of their own, which the history keeps at their places. It
 * also gives the message that they change as it then is: with the words of the last edit, or with
 * its place alone ({@link org.plumbline.protocol.Content.Deleted}). Of a withdrawn message nothing
 * of what it said is left in the store, nor of what its edits said.
 */
public interface MessageHistory {

  /** Most messages of one page. */
  int PAGE_MAX = 100;

  /**
   * Stores the messages, the entry of each in its members' lists of threads, and the key (sender,
   * temp id) of each; an edit or a deletion takes effect on the message that it changes, which is
   * stored before or given with it. Whether it may do so was decided before. Repeating it with the
   * same messages changes nothing. Returns when all of it is stored.
   */
  void append(List<Message> messages);

  /**
   * The newest messages with a seq below the given one, ascending.
   *
   * @param seq exclusive; {@link Long#MAX_VALUE} for the newest page
   * @param limit 1 to {@link #PAGE_MAX}
   */
  Page before(ThreadId thread, long seq, int limit);

  /**
   * The oldest messages with a seq above the given one, ascending.
   *
   * @param seq exclusive; {@link Message#NONE} for the first page
   * @param limit 1 to {@link #PAGE_MAX}
   */
  Page after(ThreadId thread, long seq, int limit);

  /** The thread's message with this seq as it now is, if it is stored. */
  Optional<Message> find(ThreadId thread, long seq);

  /**
   * The thread's message with this seq in the words of the last of its edits that counts, or in its
   * first words when none does: for a reader who may not see the others. A withdrawn one has none.
   *
   * @param counts whether the edit with a seq does
   */
  Optional<Message> find(ThreadId thread, long seq, LongPredicate counts);

  /** The greatest stored seq of the thread below the given one, or {@link Message#NONE}. */
  long lastSeqBefore(ThreadId thread, long seq);

  /**
   * The message which this sender first sent to the thread under this temp id, if it is stored and
   * not older than the window in which repeats are recognised.
   */
  Optional<Message> firstOf(ThreadId thread, UserId sender, TempId tempId);

  /**
   * The threads in which the user has messages, in the order of their ids.
   *
   * @param after the last id of the page before, or empty for the first page
   * @param limit 1 to {@link #PAGE_MAX}
   */
  List<ThreadId> threadsOf(UserId user, Optional<ThreadId> after, int limit);

  /**
   * In whose lists of threads the message puts its thread: those of a direct thread's users, and of
   * whoever a change has made a member of a group.
   */
  static List<UserId> listedFor(Message message) {
    if (!message.thread().isGroup()) {
      return message.thread().directUsers();
    }
    if (!(message.content() instanceof Content.MembershipChange change)) {
      return List.of();
    }
    return switch (change.change()) {
      case CREATED -> Stream.concat(Stream.of(message.sender()), change.users().stream()).toList();
      case ADDED -> change.users();
      case REMOVED, LEFT, RENAMED, ROLE, DELETED -> List.of();
    };
  }

  /** A page, ascending by seq; {@code more} tells that further messages lie in its direction. */
  record Page(List<Message> messages, boolean more) {
    public Page {
      messages = List.copyOf(messages);
    }
  }
}
