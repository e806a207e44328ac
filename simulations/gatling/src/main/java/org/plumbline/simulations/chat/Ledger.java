package org.plumbline.simulations.chat;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.plumbline.protocol.Message;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.measure.SlicedHistogram;

/**
 * What became of every message: sent, acknowledged, received by which devices. Safe to use from
 * many threads; times are microseconds from the start of the warm-up.
 */
final class Ledger {

  /** Above the bits of the lanes. */
  private static final long SENT = 1L << 62;

  private static final long REFUSED = 1L << 63;
  private static final int WITNESSES_MAX = 20;

  /** The three latencies of the load, each cut into the slices of the steady phase. */
  record Latencies(
      SlicedHistogram delivery, SlicedHistogram acknowledged, SlicedHistogram schedulingLag) {}

  private final Seating seating;
  private final ArrivalSchedule schedule;
  private final long steadyFromMicros;
  private final Latencies latencies;

  private final AtomicLongArray marks;
  private final AtomicLongArray seqs;

  /** Of each sender, how far it knows each member of its thread to be. */
  private final AtomicLongArray deliveredCursors;

  private final LongAdder duplicates = new LongAdder();
  private final LongAdder outOfOrder = new LongAdder();
  private final LongAdder unexpected = new LongAdder();
  private final LongAdder receipts = new LongAdder();
  private final LongAdder lostSockets = new LongAdder();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> witnesses = new ConcurrentLinkedQueue<>();

  Ledger(Seating seating, ArrivalSchedule schedule, long steadyFromMicros, Latencies latencies) {
    this.seating = seating;
    this.schedule = schedule;
    this.steadyFromMicros = steadyFromMicros;
    this.latencies = latencies;
    this.marks = new AtomicLongArray(schedule.messages());
    this.seqs = new AtomicLongArray(schedule.messages());
    this.deliveredCursors = new AtomicLongArray(schedule.senders() * seating.members());
    for (int message = 0; message < schedule.messages(); message++) {
      seqs.set(message, Message.NONE);
    }
    for (int place = 0; place < deliveredCursors.length(); place++) {
      deliveredCursors.set(place, Message.NONE);
    }
  }

  /** Whether a text that carries this number can be one of this load. */
  boolean knows(OptionalLong number) {
    return number.isPresent()
        && number.getAsLong() >= 0
        && number.getAsLong() < schedule.messages();
  }

  void sent(int message, long atMicros) {
    mark(message, SENT);
    long intended = schedule.intendedMicros(message);
    latencies.schedulingLag().record(intended, atMicros - intended);
  }

  /** A repeated answer changes nothing. */
  void acknowledged(int message, long seq, long atMicros) {
    if (seqs.compareAndSet(message, Message.NONE, seq)) {
      long intended = schedule.intendedMicros(message);
      latencies.acknowledged().record(intended, atMicros - intended);
    }
  }

  void refused(int message, String code) {
    mark(message, REFUSED);
    failed(code);
  }

  void failed(String code) {
    failures.computeIfAbsent(code, _ -> new LongAdder()).increment();
  }

  void socketLost() {
    lostSockets.increment();
  }

  /**
   * A device has the message.
   *
   * @param intendedMicros as the message itself carried it
   * @return whether the device did not have it before
   */
  boolean delivered(int message, int lane, long intendedMicros, long atMicros) {
    int sender = schedule.senderOf(message);
    boolean first = mark(message, 1L << lane);
    if (first && lane / Seat.DEVICES_MAX != seating.memberOf(sender)) {
      latencies.delivery().record(intendedMicros, atMicros - intendedMicros);
    }
    if ((seating.expectedLanes(sender) & (1L << lane)) == 0) {
      unexpected.increment();
      witness("unexpected: " + named(message, lane));
    }
    return first;
  }

  void duplicate(int message, int lane) {
    duplicates.increment();
    witness("twice: " + named(message, lane));
  }

  void outOfOrder(int message, int lane) {
    outOfOrder.increment();
    witness("out of order: " + named(message, lane));
  }

  /** The sender's device has learned how far another member of its thread is. */
  void receipt(int sender, int member, long upTo, long atMicros) {
    deliveredCursors.accumulateAndGet(sender * seating.members() + member, upTo, Math::max);
    if (atMicros >= steadyFromMicros) {
      receipts.increment();
    }
  }

  /** Whether every message was answered and every acknowledged one is where it has to be. */
  boolean isSettled() {
    for (int message = 0; message < schedule.messages(); message++) {
      boolean answered = seqs.get(message) != Message.NONE || (marks.get(message) & REFUSED) != 0;
      if ((marks.get(message) & SENT) != 0 && (!answered || missingLanes(message) != 0)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every acknowledged message's sender also knows that all others have it. */
  boolean isReceipted() {
    for (int message = 0; message < schedule.messages(); message++) {
      if (!isReceipted(message)) {
        return false;
      }
    }
    return true;
  }

  private boolean isReceipted(int message) {
    int sender = schedule.senderOf(message);
    long seq = seqs.get(message);
    for (int member = 0; member < seating.members(); member++) {
      if (member != seating.memberOf(sender)
          && seq > deliveredCursors.get(sender * seating.members() + member)) {
        return false;
      }
    }
    return true;
  }

  Tally.Seen seen() {
    Map<String, Long> failed = new TreeMap<>();
    failures.forEach((code, count) -> failed.put(code, count.sum()));
    return new Tally.Seen(
        countsFrom(steadyFromMicros, false),
        countsFrom(0, true),
        duplicates.sum(),
        outOfOrder.sum(),
        unexpected.sum(),
        receipts.sum(),
        lostSockets.sum(),
        failed,
        witnesses.stream().limit(WITNESSES_MAX).toList());
  }

  /** Missing deliveries become witnesses in one pass only. */
  private Tally.Counts countsFrom(long fromMicros, boolean named) {
    Counter counter = new Counter();
    for (int message = 0; message < schedule.messages(); message++) {
      if (schedule.intendedMicros(message) >= fromMicros) {
        count(message, counter, named);
      }
    }
    return counter.counts();
  }

  private void count(int message, Counter counter, boolean named) {
    long mark = marks.get(message);
    counter.sent += (mark & SENT) != 0 ? 1 : 0;
    counter.refused += (mark & REFUSED) != 0 ? 1 : 0;
    if (seqs.get(message) == Message.NONE) {
      return;
    }
    int sender = schedule.senderOf(message);
    counter.acknowledged++;
    counter.receipted += isReceipted(message) ? 1 : 0;
    String from = seating.seatOf(sender).node();
    long expected = seating.expectedLanes(sender);
    for (int lane = 0; lane < seating.lanes(); lane++) {
      if ((expected & (1L << lane)) == 0) {
        continue;
      }
      counter.expected++;
      counter.crossNode += seating.seat(seating.chatOf(sender), lane).node().equals(from) ? 0 : 1;
      if ((mark & (1L << lane)) != 0) {
        counter.delivered++;
      } else if (named) {
        witness("not delivered: " + named(message, lane));
      }
    }
  }

  private long missingLanes(int message) {
    if (seqs.get(message) == Message.NONE) {
      return 0;
    }
    return seating.expectedLanes(schedule.senderOf(message)) & ~marks.get(message);
  }

  /** Whether the mark was not there before. */
  private boolean mark(int message, long mark) {
    return (marks.getAndAccumulate(message, mark, (old, more) -> old | more) & mark) == 0;
  }

  private void witness(String what) {
    if (witnesses.size() < WITNESSES_MAX) {
      witnesses.add(what);
    }
  }

  private String named(int message, int lane) {
    int sender = schedule.senderOf(message);
    return "message "
        + message
        + " (seq "
        + seqs.get(message)
        + ") of "
        + seating.seatOf(sender)
        + " at "
        + seating.seat(seating.chatOf(sender), lane);
  }
}
