package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/** The first witnesses in full, the others as a number. */
final class Witnesses {

  /** Most witnesses that a verdict names. */
  static final int NAMED_MAX = 20;

  private final List<String> named = new ArrayList<>();
  private long all;

  void add(String witness) {
    all++;
    if (named.size() < NAMED_MAX) {
      named.add(witness);
    }
  }

  boolean isEmpty() {
    return all == 0;
  }

  List<String> list() {
    if (all <= named.size()) {
      return List.copyOf(named);
    }
    List<String> list = new ArrayList<>(named);
    list.add("and " + (all - named.size()) + " more");
    return list;
  }

  static String of(MessageFacts message) {
    StringBuilder text = new StringBuilder("message ").append(message.key());
    if (!message.messageId().isEmpty()) {
      text.append(" (id ").append(message.messageId()).append(", seq ").append(message.seq());
      text.append(')');
    }
    return text.append(" of ").append(message.thread()).toString();
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
