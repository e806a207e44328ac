package org.plumbline.chaos.workload;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.client.Disconnect;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/**
 * What a drill has to know while it runs: what is open, what was seen without an acknowledgement,
 * which sockets ended. The judgement itself is made from the history alone. Safe to share; one
 * entry a message.
 */
public final class OutcomeTally {

  /** A try to connect that failed. */
  public record FailedConnect(Disconnect cause, long startedNanos, long nanos) {}

  private static final int FAILED_CONNECTS_MAX = 10_000;

  private static final class Sending {
    final ThreadId thread;
    final Recorder recorder;
    volatile String firstNode = "";
    volatile boolean acknowledged;
    volatile boolean seenBefore;
    volatile int attempts;

    Sending(ThreadId thread, Recorder recorder) {
      this.thread = thread;
      this.recorder = recorder;
    }
  }

  private final Map<TempId, Sending> sendings = new ConcurrentHashMap<>();
  private final Map<ThreadId, Long> newestSeq = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<FailedConnect> failedConnects = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> disconnects = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> acknowledgements = new ConcurrentLinkedQueue<>();
  private final AtomicLong acceptedGaps = new AtomicLong();
  private final AtomicLong acknowledgedInTheLog = new AtomicLong();

  void invoked(TempId tempId, ThreadId thread, Recorder recorder) {
    sendings.put(tempId, new Sending(thread, recorder));
  }

  void sending(ClientFrame.Send frame, String node) {
    Sending sending = sendings.get(frame.tempId());
    if (sending != null) {
      if (frame.attempt() == 1) {
        sending.firstNode = node;
      }
      sending.attempts = frame.attempt();
    }
  }

  void acknowledged(ServerFrame.Sent sent, long nanos) {
    Sending sending = sendings.get(sent.tempId());
    if (sending != null) {
      sending.acknowledged = true;
    }
    if (sent.seq() != Message.NONE) {
      acknowledgedInTheLog.incrementAndGet();
    }
    newestSeq.merge(sent.thread(), sent.seq(), Math::max);
    acknowledgements.add(nanos);
  }

  void ended(TempId tempId) {
    sendings.remove(tempId);
  }

  void received(Message message) {
    newestSeq.merge(message.thread(), message.seq(), Math::max);
    Sending sending = sendings.get(message.tempId());
    if (sending != null && !sending.acknowledged) {
      sending.seenBefore = true;
    }
  }

  void disconnected(long nanos) {
    disconnects.add(nanos);
  }

  void connectFailed(Disconnect cause, long startedNanos, long nanos) {
    if (failedConnects.size() < FAILED_CONNECTS_MAX) {
      failedConnects.add(new FailedConnect(cause, startedNanos, nanos));
    }
  }

  void gapAccepted() {
    acceptedGaps.incrementAndGet();
  }

  /** Records that these messages have no outcome: nobody waits for one any more. */
  void leaveOpen(long nanos) {
    sendings.forEach(
        (tempId, sending) -> {
          if (!sending.acknowledged) {
            sending.recorder.sendEnded(
                EventType.INFO, tempId, sending.thread, "no answer until the end", nanos);
          }
        });
  }

  @Nullable ThreadId threadOf(TempId tempId) {
    Sending sending = sendings.get(tempId);
    return sending == null ? null : sending.thread;
  }

  /** The newest seq of the thread that anybody has heard of, or -1. */
  long newestSeq(ThreadId thread) {
    return newestSeq.getOrDefault(thread, Message.NONE);
  }

  /** Messages first sent to that node that are not acknowledged now, though a device has them. */
  public long doneWithoutAnswer(String node) {
    return sendings.values().stream()
        .filter(each -> !each.acknowledged && each.seenBefore && each.firstNode.equals(node))
        .count();
  }

  /** Messages that were sent more than once. */
  public long repeated() {
    return sendings.values().stream().filter(each -> each.attempts > 1).count();
  }

  /** Acknowledgements that came in the interval. */
  public long acknowledgements(long fromNanos, long toNanos) {
    return within(acknowledgements, fromNanos, toNanos);
  }

  /** Sockets that ended in the interval. */
  public long disconnects(long fromNanos, long toNanos) {
    return within(disconnects, fromNanos, toNanos);
  }

  /** Tries to connect that began in the interval and failed. */
  public List<FailedConnect> failedConnects(long fromNanos, long toNanos) {
    return failedConnects.stream()
        .filter(each -> each.startedNanos() >= fromNanos && each.startedNanos() < toNanos)
        .toList();
  }

  /** Acknowledgements that named a place in the log. */
  public long acknowledgedInTheLog() {
    return acknowledgedInTheLog.get();
  }

  /** Gaps that a device could not fill. */
  public long acceptedGaps() {
    return acceptedGaps.get();
  }

  private static long within(Iterable<Long> times, long fromNanos, long toNanos) {
    long found = 0;
    for (long nanos : times) {
      if (nanos >= fromNanos && nanos < toNanos) {
        found++;
      }
    }
    return found;
  }
}
