package org.plumbline.chaos.workload;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.plumbline.chaos.history.EventType;
import org.plumbline.client.Submission;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/**
 * Sends at a fixed rate, whatever the answers do: a message that is late goes out at once and keeps
 * the time at which it was intended.
 */
public final class OpenLoop implements AutoCloseable {

  private static final int FILLER_MAX = 120;

  private final Fleet fleet;
  private final List<Participant> senders;
  private final RandomGenerator random;
  private final Pastimes pastimes;
  private final Thread thread;
  private volatile boolean stopped;

  private OpenLoop(Fleet fleet, RandomGenerator random) {
    this.fleet = fleet;
    // Whoever comes and goes writes nothing: what he has in hand when he goes has no outcome.
    this.senders = fleet.participants().stream().filter(each -> !fleet.isVisitor(each)).toList();
    this.pastimes = new Pastimes(fleet);
    this.random = random;
    this.thread = Thread.ofPlatform().daemon().name("drill-load").unstarted(this::run);
  }

  /** A loop that will send from all devices that the fleet has now, in turn. */
  public static OpenLoop of(Fleet fleet, RandomGenerator random) {
    return new OpenLoop(fleet, random);
  }

  /** Begins to send. */
  public void start() {
    pastimes.start();
    thread.start();
  }

  private void run() {
    long interval = TimeUnit.SECONDS.toNanos(1) / fleet.plan().messagesPerSecond();
    long start = fleet.runtime().nanos();
    for (int number = 0; !stopped; number++) {
      long intended = start + number * interval;
      long wait = intended - fleet.runtime().nanos();
      while (wait > 0 && !stopped) {
        LockSupport.parkNanos(wait);
        wait = intended - fleet.runtime().nanos();
      }
      if (!stopped) {
        send(number, intended);
      }
    }
  }

  private void send(int number, long intended) {
    Participant sender = senders.get(number % senders.size());
    ThreadId conversation = conversation(sender, number / senders.size());
    TempId tempId = new TempId("m-" + number);
    String text = tempId + " " + "x".repeat(random.nextInt(FILLER_MAX));
    fleet.tally().invoked(tempId, conversation, sender.recorder);
    sender.recorder.invoked(conversation, tempId, text, intended, fleet.runtime().nanos());
    switch (sender.client().send(conversation, tempId, text)) {
      case Submission.Queued _ -> {
        // Its recorder hears how it ends.
      }
      case Submission.OutboxFull full ->
          refuse(sender, conversation, tempId, "outbox full: " + full.outboxMax());
      case Submission.Closed _ -> refuse(sender, conversation, tempId, "client closed");
    }
  }

  /** The next one in turn in which the user may write now. */
  private ThreadId conversation(Participant sender, int turn) {
    List<ThreadId> threads = sender.threads;
    for (int i = 0; i < threads.size(); i++) {
      ThreadId next = threads.get((turn + i) % threads.size());
      if (fleet.groups().writes(sender.user, next)) {
        return next;
      }
    }
    return threads.getFirst();
  }

  private void refuse(Participant sender, ThreadId conversation, TempId tempId, String detail) {
    fleet.tally().ended(tempId);
    sender.recorder.sendEnded(
        EventType.FAIL, tempId, conversation, detail, fleet.runtime().nanos());
  }

  /** Stops and waits for the last message to be handed over. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      pastimes.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
