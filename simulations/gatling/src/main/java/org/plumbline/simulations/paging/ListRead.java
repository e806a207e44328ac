package org.plumbline.simulations.paging;

import java.util.List;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** A user's list of threads, all of its pages; each with its last seq. */
record ListRead(UserId reader, List<Entry> entries) {
  ListRead {
    entries = List.copyOf(entries);
  }

  record Entry(ThreadId thread, long lastSeq) {}
}
