package org.plumbline.messenger.history.shards;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * Copies threads from one store to another while others write to both. It reads on until nothing
 * follows what it wrote last, so whatever it did not see was written into the old store later, and
 * its writer then finds what it changes in the new one.
 */
final class ShardCopy {

  /** A thread that is edited at this very moment may differ when it is compared. */
  private static final int ATTEMPTS_MAX = 10;

  /** Hears of each page before it is written; may wait, and may throw to end the copy. */
  @FunctionalInterface
  interface Pace {
    void before(int messages);
  }

  private final Pace pace;

  ShardCopy(Pace pace) {
    this.pace = pace;
  }

  /**
   * Copies the thread, until the new store has everything that the old one has.
   *
   * @throws HistoryUnavailable also when the two do not become equal
   */
  void copy(ThreadId thread, HistoryStore from, HistoryStore to) {
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      copyOnce(thread, from, to);
      if (hasAll(thread, from, to)) {
        return;
      }
    }
    throw new HistoryUnavailable(
        "a thread could not be copied from " + from.name() + " to " + to.name(),
        new IllegalStateException("it differs after " + ATTEMPTS_MAX + " attempts"));
  }

  private void copyOnce(ThreadId thread, HistoryStore from, HistoryStore to) {
    long last = Message.NONE;
    while (true) {
      List<Message> page = from.after(thread, last, MessageHistory.PAGE_MAX).messages();
      if (page.isEmpty()) {
        return;
      }
      pace.before(page.size());
      to.adopt(page.stream().map(message -> inFirstWords(message, from)).toList());
      last = page.getLast().seq();
    }
  }

  /** Who left before it was edited goes on reading what it said first. */
  private static Message inFirstWords(Message message, HistoryStore store) {
    return editedOf(message) == Content.UNEDITED
        ? message
        : store.find(message.thread(), message.seq(), _ -> false).orElse(message);
  }

  /** The old store is read first: the new one may be further, never behind. */
  private static boolean hasAll(ThreadId thread, HistoryStore from, HistoryStore to) {
    long last = Message.NONE;
    while (true) {
      List<Message> page = from.after(thread, last, MessageHistory.PAGE_MAX).messages();
      if (page.isEmpty()) {
        return true;
      }
      Map<Long, Message> copied = new HashMap<>();
      long read = last;
      while (read < page.getLast().seq()) {
        List<Message> part = to.after(thread, read, MessageHistory.PAGE_MAX).messages();
        part.forEach(message -> copied.put(message.seq(), message));
        read = part.isEmpty() ? Long.MAX_VALUE : part.getLast().seq();
      }
      for (Message message : page) {
        Message copy = copied.get(message.seq());
        if (copy == null
            || !isAsFar(copy, message)
            || !isAsFar(inFirstWords(copy, to), inFirstWords(message, from))) {
          return false;
        }
      }
      last = page.getLast().seq();
    }
  }

  private static boolean isAsFar(Message copy, Message message) {
    return copy.equals(message)
        || (copy.saying(message.content()).equals(message)
            && (copy.content() instanceof Content.Deleted
                ? !(message.content() instanceof Content.Deleted)
                : editedOf(copy) > editedOf(message)));
  }

  private static long editedOf(Message message) {
    return switch (message.content()) {
      case Content.Text text -> text.edited();
      case Content.Media media -> media.edited();
      case Content.Edit _, Content.Deletion _, Content.Deleted _, Content.MembershipChange _ ->
          Content.UNEDITED;
    };
  }
}
