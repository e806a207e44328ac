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

  /**
   * A message that waits.
   *
   * @param prev the seq that has to be shown before; not the message's own where this device sent
   *     what lies between
   */
  private record Held(Message message, long prev) {}

  private final int heldMax;
  private final TreeMap<Long, Held> held = new TreeMap<>();
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

  /**
   * Takes a message in and gives what may be shown now, in order; nothing for a duplicate.
   *
   * @param prev the seq that this device must have shown before
   */
  List<Message> take(Message message, long prev) {
    if (message.seq() <= cursor
        || held.putIfAbsent(message.seq(), new Held(message, prev)) != null) {
      return List.of();
    }
    if (held.size() > heldMax) {
      // The newest goes: the gap before it is open, so the sync that fills it brings it again.
      held.pollLastEntry();
    }
    return ready();
  }

  /**
   * Takes in the answer to a sync: all that is stored after a cursor which this view has reached,
   * without a hole. There, the place of a message is known even where its prev is not.
   */
  List<Message> takeStored(List<Message> page) {
    List<Message> shown = new ArrayList<>();
    for (Message message : page) {
      boolean follows = message.prev() < Message.NONE && message.seq() > cursor;
      if (follows) {
        held.put(message.seq(), new Held(message, cursor));
        shown.addAll(ready());
      } else {
        shown.addAll(take(message, message.prev()));
      }
    }
    return shown;
  }

  private List<Message> ready() {
    List<Message> shown = new ArrayList<>();
    for (Map.Entry<Long, Held> first = held.firstEntry();
        first != null && follows(first.getValue());
        first = held.firstEntry()) {
      held.pollFirstEntry();
      cursor = first.getKey();
      shown.add(first.getValue().message());
    }
    if (!shown.isEmpty()) {
      gapTries = 0;
    }
    return shown;
  }

  // Below NONE the server did not know what came before: only a sync can tell.
  private boolean follows(Held waiting) {
    return waiting.prev() >= Message.NONE && waiting.prev() <= cursor;
  }

  /** Whether messages wait for one that did not come. */
  boolean hasGap() {
    return !held.isEmpty();
  }

  /** The seq before the oldest waiting message, as far as known: what is missing ends here. */
  long gapEnd() {
    return held.isEmpty() ? cursor : Math.max(cursor, held.firstEntry().getValue().prev());
  }

  /** Counts one more try to fill the gap. */
  int countGapTry() {
    return ++gapTries;
  }

  /** Goes on after the gap and gives what may be shown now. */
  List<Message> acceptGap() {
    cursor = gapEnd();
    Map.Entry<Long, Held> oldest = held.firstEntry();
    if (oldest != null) {
      held.put(oldest.getKey(), new Held(oldest.getValue().message(), cursor));
    }
    return ready();
  }
}
