package org.plumbline.simulations.paging;

import java.util.List;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A thread as a device read it, from its newest page to its oldest.
 *
 * @param limit messages of a page, as asked for
 * @param pages the seqs of each page, in the order they were given
 */
record ThreadRead(UserId reader, ThreadId thread, int limit, List<List<Long>> pages) {
  ThreadRead {
    pages = List.copyOf(pages);
  }
}
