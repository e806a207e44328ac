package org.plumbline.simulations.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Who has read how far, and what the others were told of it. Safe to use from many threads. */
final class DayReads {

  /** How far a reader has come, in the eyes of one of the thread. */
  record Cursor(ThreadId thread, UserId reader, UserId eyes) {}

  private final Map<Cursor, Long> owed = new ConcurrentHashMap<>();
  private final Map<Cursor, Long> told = new ConcurrentHashMap<>();

  /** The reader has read up to this seq, which the sender of that message is to be told. */
  void read(ThreadId thread, UserId reader, UserId sender, long seq) {
    owed.merge(new Cursor(thread, reader, sender), seq, Math::max);
  }

  /** That device was told. */
  void told(ThreadId thread, UserId reader, UserId eyes, long upTo) {
    told.merge(new Cursor(thread, reader, eyes), upTo, Math::max);
  }

  int owed() {
    return owed.size();
  }

  /** What was read and not told, or not so far. */
  List<String> untold() {
    List<String> untold = new ArrayList<>();
    owed.forEach(
        (cursor, seq) -> {
          long heard = told.getOrDefault(cursor, -1L);
          if (heard < seq) {
            untold.add(cursor + " was read up to " + seq + " and told up to " + heard);
          }
        });
    return untold;
  }
}
