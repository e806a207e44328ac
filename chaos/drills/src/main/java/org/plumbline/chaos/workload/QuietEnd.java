package org.plumbline.chaos.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.HistoryPage;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * The end of a workload, when no message is sent any more and every fault is healed: all outboxes
 * empty, the history stored up to the newest seq anyone knows, every device synced, every thread
 * read. Each step is bounded; what does not happen in time is recorded as unknown.
 */
public final class QuietEnd {

  private static final int PAGE = 50;
  private static final long PAUSE_NANOS = 20_000_000;

  private final Fleet fleet;
  private final long deadlineNanos;

  private QuietEnd(Fleet fleet) {
    this.fleet = fleet;
    this.deadlineNanos = fleet.runtime().nanos() + fleet.plan().quietWithin().toNanos();
  }

  /** Comes to the end; whether everything became quiet in time. */
  public static boolean reach(Fleet fleet) throws InterruptedException {
    QuietEnd end = new QuietEnd(fleet);
    boolean quiet = end.awaitEmptyOutboxes();
    fleet.tally().leaveOpen(fleet.runtime().nanos());
    // A sync gives what is stored: only after the history is complete it can be the last one.
    Map<ThreadId, List<Message>> stored = end.readAll(false);
    boolean synced = end.syncAll();
    end.readAll(true);
    boolean paged = new PagedReads(fleet, end.deadlineNanos).read(end.readers());
    fleet.pushes().collect();
    return quiet && synced && paged && !stored.isEmpty();
  }

  private boolean awaitEmptyOutboxes() throws InterruptedException {
    while (fleet.waiting() > 0 || fleet.connected() < fleet.devices()) {
      if (fleet.runtime().nanos() > deadlineNanos) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while outboxes emptied");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private boolean syncAll() throws InterruptedException {
    Map<Participant, CompletableFuture<Void>> syncs = new LinkedHashMap<>();
    for (Participant each : fleet.participants()) {
      if (each.recorder.wasConnected()) {
        syncs.put(each, each.client().sync());
      }
    }
    boolean complete = true;
    for (var sync : syncs.entrySet()) {
      String failure = outcomeOf(sync.getValue());
      sync.getKey().recorder.finalSync(failure.isEmpty(), failure, fleet.runtime().nanos());
      complete &= failure.isEmpty();
    }
    return complete;
  }

  private String outcomeOf(CompletableFuture<Void> sync) throws InterruptedException {
    try {
      sync.get(Math.max(1, deadlineNanos - fleet.runtime().nanos()), TimeUnit.NANOSECONDS);
      return "";
    } catch (ExecutionException | TimeoutException e) {
      return "not synced in time: " + e;
    } catch (CancellationException e) {
      return "the client had stopped";
    }
  }

  /** Who reads each thread: a user who sees all of it; the groups first, since they are few. */
  private Map<ThreadId, Participant> readers() {
    Map<ThreadId, Participant> groups = new LinkedHashMap<>();
    Map<ThreadId, Participant> pairs = new LinkedHashMap<>();
    for (Participant each : fleet.participants()) {
      if (each.recorder.wasConnected()) {
        for (ThreadId thread : each.threads) {
          if (fleet.groups().isStaying(each.user, thread)) {
            (thread.isGroup() ? groups : pairs).putIfAbsent(thread, each);
          }
        }
      }
    }
    groups.putAll(pairs);
    return groups;
  }

  private Map<ThreadId, List<Message>> readAll(boolean record) throws InterruptedException {
    Map<ThreadId, List<Message>> read = new HashMap<>();
    for (Map.Entry<ThreadId, Participant> entry : readers().entrySet()) {
      ThreadId thread = entry.getKey();
      Participant reader = entry.getValue();
      String failure = "";
      List<Message> messages = List.of();
      try {
        messages = readToTheEnd(reader, thread);
        read.put(thread, messages);
      } catch (RequestFailed e) {
        failure = String.valueOf(e.getMessage());
      }
      if (record) {
        long nanos = fleet.runtime().nanos();
        messages.forEach(message -> reader.recorder.read(message, nanos));
        reader.recorder.finalRead(thread, failure.isEmpty(), failure, nanos);
      }
    }
    return read;
  }

  /** Pages through the thread; a node that cannot answer yet is asked again until the deadline. */
  private List<Message> readToTheEnd(Participant reader, ThreadId thread)
      throws RequestFailed, InterruptedException {
    List<Message> messages = new ArrayList<>();
    long newest = fleet.tally().newestSeq(thread);
    Long seen = newest == Message.NONE ? null : newest;
    Long after = Message.NONE;
    for (int page = 0; after != null; page++) {
      HistoryPage next = page(reader, thread, after, seen, page);
      messages.addAll(next.messages());
      after = next.next();
    }
    return messages;
  }

  private HistoryPage page(
      Participant reader, ThreadId thread, long after, @Nullable Long seen, int number)
      throws RequestFailed, InterruptedException {
    List<NodeAddress> nodes = fleet.plan().nodes();
    for (int attempt = 0; ; attempt++) {
      NodeAddress node = nodes.get((number + attempt) % nodes.size());
      try {
        return new MessengerHttp(fleet.runtime(), node)
            .history(reader.token(), thread, new HistoryRange.After(after), PAGE, seen);
      } catch (RequestFailed e) {
        boolean later = e.status() == 0 || e.status() == 503;
        if (!later || fleet.runtime().nanos() > deadlineNanos) {
          throw e;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while the history was read");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
