package org.plumbline.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.protocol.Message;

/**
 * One thread as a device shows it: everything up to the cursor, and what came out of order and
 * waits for the gap before it.
 */
final class ThreadView {

  private final int heldMax;
  private final TreeMap<Long, Message> held = new TreeMap<>();
  private long cursor;
  private int gapTries;

  ThreadView(long cursor, int heldMax) {
    this.cursor = cursor;
    this.heldMax = heldMax;
  }

  /** The seq up to which everything was shown. */
  long cursor() {
    return cursor;
  }

  /** Takes a message in and gives what may be shown now, in order; nothing for a duplicate. */
  List<Message> take(Message message) {
    if (message.seq() <= cursor || held.putIfAbsent(message.seq(), message) != null) {
      return List.of();
    }
    if (held.size() > heldMax) {
      // The newest goes: the gap before it is open, so the sync that fills it brings it again.
      held.pollLastEntry();
    }
    return ready();
  }

  private List<Message> ready() {
    List<Message> shown = new ArrayList<>();
    for (Map.Entry<Long, Message> first = held.firstEntry();
        first != null && first.getValue().prev() <= cursor;
        first = held.firstEntry()) {
      held.pollFirstEntry();
      cursor = first.getKey();
      shown.add(first.getValue());
    }
    if (!shown.isEmpty()) {
      gapTries = 0;
    }
    return shown;
  }

  /** Whether messages wait for one that did not come. */
  boolean hasGap() {
    return !held.isEmpty();
  }

  /** The prev of the oldest waiting message: what is missing ends here. */
  long gapEnd() {
    return held.isEmpty() ? cursor : held.firstEntry().getValue().prev();
  }

  /** Counts one more try to fill the gap. */
  int countGapTry() {
    return ++gapTries;
  }

  /** Goes on after the gap and gives what may be shown now. */
  List<Message> acceptGap() {
    cursor = Math.max(cursor, gapEnd());
    return ready();
  }
}
