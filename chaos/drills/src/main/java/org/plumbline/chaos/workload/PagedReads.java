package org.plumbline.chaos.workload;

import java.util.List;
import java.util.Map;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.client.HistoryPage;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.RequestFailed;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * Some threads once more, after all is quiet, in pages of several sizes: they must all give the
 * same. Bounded in threads, and each read in time.
 */
final class PagedReads {

  private static final List<Integer> SIZES = List.of(1, 7, 50);

  private final Fleet fleet;
  private final long deadlineNanos;

  PagedReads(Fleet fleet, long deadlineNanos) {
    this.fleet = fleet;
    this.deadlineNanos = deadlineNanos;
  }

  /** Reads the first of these threads, as many as the mix has; whether all came to their end. */
  boolean read(Map<ThreadId, Participant> readers) {
    boolean complete = true;
    int threads = 0;
    for (Map.Entry<ThreadId, Participant> each : readers.entrySet()) {
      if (threads++ < fleet.plan().mix().pagedThreads()) {
        for (int size : SIZES) {
          complete &= read(each.getValue(), each.getKey(), size);
        }
      }
    }
    return complete;
  }

  private boolean read(Participant reader, ThreadId thread, int size) {
    MessengerHttp http = new MessengerHttp(fleet.runtime(), reader.home());
    Particulars page = Particulars.page(size);
    String failure = "";
    try {
      for (Long after = Message.NONE; after != null && failure.isEmpty(); ) {
        HistoryPage next =
            http.history(reader.token(), thread, new HistoryRange.After(after), size, null);
        long nanos = fleet.runtime().nanos();
        for (Message message : next.messages()) {
          reader.recorder.note(EventType.OK, Operation.PAGE, Facts.of(message), "", nanos, page);
        }
        after = next.next();
        failure = nanos > deadlineNanos ? "not at its end in time" : "";
      }
    } catch (RequestFailed e) {
      failure = String.valueOf(e.getMessage());
    }
    reader.recorder.note(
        failure.isEmpty() ? EventType.OK : EventType.INFO,
        Operation.PAGED,
        MessageFacts.ofThread(thread.value()),
        failure,
        fleet.runtime().nanos(),
        page);
    return failure.isEmpty();
  }
}
