package org.plumbline.chaos.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.HistoryPage;
import org.plumbline.client.HistoryRange;
import org.plumbline.client.MessengerHttp;
import org.plumbline.client.NodeAddress;
import org.plumbline.client.RequestFailed;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/**
 * Reads the threads of a fleet from their beginning, one after the other at every node, and finds
 * what is missing: each message names the one in front of it, and the last is at least as new as
 * what any device had seen before.
 */
public final class HistoryWalk {

  private static final int PAGE = 100;
  private static final int WITNESSES_MAX = 20;
  private static final int TRY_AGAIN = 503;

  private final Fleet fleet;
  private final List<Map.Entry<ThreadId, Participant>> readers;
  private final List<String> witnesses = new ArrayList<>();
  private int next;
  private int reads;
  private int refused;

  /** A walk through all threads that the fleet has now. */
  public HistoryWalk(Fleet fleet) {
    this.fleet = fleet;
    Map<ThreadId, Participant> byThread = new LinkedHashMap<>();
    for (Participant each : fleet.participants()) {
      each.threads.forEach(thread -> byThread.putIfAbsent(thread, each));
    }
    this.readers = List.copyOf(byThread.entrySet());
  }

  /** Reads the next thread at each of the nodes. */
  public void step() {
    Map.Entry<ThreadId, Participant> reader = readers.get(next++ % readers.size());
    for (NodeAddress node : fleet.plan().nodes()) {
      try {
        walk(new MessengerHttp(fleet.runtime(), node), reader.getValue(), reader.getKey());
        reads++;
      } catch (RequestFailed e) {
        if (e.status() == TRY_AGAIN) {
          refused++;
        } else {
          witness(reader.getKey() + " could not be read: " + e.getMessage());
        }
      }
    }
  }

  private void walk(MessengerHttp http, Participant reader, ThreadId thread) throws RequestFailed {
    long newest = fleet.tally().newestSeq(thread);
    long last = Message.NONE;
    for (Long after = Message.NONE; after != null; ) {
      HistoryPage page =
          http.history(reader.token(), thread, new HistoryRange.After(after), PAGE, seen(newest));
      for (Message message : page.messages()) {
        if (message.prev() != last) {
          witness(
              thread + ": " + message.seq() + " comes behind " + last + ", not " + message.prev());
        }
        last = message.seq();
      }
      after = page.next();
    }
    if (last < newest) {
      witness(thread + " ends with " + last + ", and a device has seen " + newest);
    }
  }

  private static @Nullable Long seen(long newest) {
    return newest == Message.NONE ? null : newest;
  }

  private void witness(String what) {
    if (witnesses.size() < WITNESSES_MAX) {
      witnesses.add(what);
    }
  }

  /** How many times a thread was read to its end. */
  public int reads() {
    return reads;
  }

  /** How many times a node asked to come again later. */
  public int refused() {
    return refused;
  }

  /** What was missing, in words. */
  public List<String> witnesses() {
    return List.copyOf(witnesses);
  }
}
