package org.plumbline.messenger.push;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the notes of this node's share. Each waits for its grace; meanwhile further ones of the
 * same user and thread join it. Then {@link PushDecision} says which devices are still to be told,
 * and each provider's {@link PushLane} tells them.
 */
public final class PushWorker implements PushQueue.Worker, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PushWorker.class);
  private static final int AT_ONCE_MAX = 500;
  private static final long AGAIN_AFTER_MILLIS = 500;

  private record Key(UserId user, ThreadId thread) {}

  /** Notes that wait together. */
  private static final class Waiting {
    private MissedMessage note;
    private int count;
    private long dueAtMillis;
    private final List<CompletableFuture<@Nullable Void>> done = new ArrayList<>();

    Waiting(MissedMessage note) {
      this.note = note;
      this.dueAtMillis = note.dueAtMillis();
    }

    Key key() {
      return new Key(note.user(), note.thread());
    }

    void finish() {
      done.forEach(each -> each.complete(null));
    }
  }

  private final PushDecision decision;
  private final PushLanes lanes;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Key, Waiting> waiting = new HashMap<>();
  private final PriorityQueue<Waiting> byDue =
      new PriorityQueue<>((one, other) -> Long.compare(one.dueAtMillis, other.dueAtMillis));
  private final Thread thread =
      Thread.ofPlatform().name("push-worker").daemon(true).unstarted(this::run);

  public PushWorker(PushDecision decision, PushLanes lanes, InstantSource clock) {
    this.decision = decision;
    this.lanes = lanes;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  /** Stops at once: what is not dealt with is still in the queue. */
  @Override
  public void close() {
    thread.interrupt();
    lanes.close();
  }

  @Override
  public CompletableFuture<@Nullable Void> take(List<MissedMessage> notes) {
    List<CompletableFuture<@Nullable Void>> all = new ArrayList<>(notes.size());
    lock.lock();
    try {
      for (MissedMessage note : notes) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        all.add(done);
        add(note, 1, note.dueAtMillis(), List.of(done));
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }

  private void add(
      MissedMessage note,
      int count,
      long dueAtMillis,
      List<CompletableFuture<@Nullable Void>> done) {
    Waiting with = waiting.get(new Key(note.user(), note.thread()));
    if (with == null) {
      with = new Waiting(note);
      with.dueAtMillis = dueAtMillis;
      waiting.put(with.key(), with);
      byDue.add(with);
    } else {
      with.note = with.note.with(note);
    }
    with.count += count;
    with.done.addAll(done);
  }

  private void run() {
    try {
      while (true) {
        List<Waiting> due = awaitDue();
        try {
          decide(due);
        } catch (RuntimeException e) {
          LOG.warn("{} notes are looked at again later: {}", due.size(), e.toString());
          putBack(due);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Waiting> awaitDue() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = clock.millis();
        List<Waiting> due = new ArrayList<>();
        Waiting first = byDue.peek();
        while (first != null && first.dueAtMillis <= now && due.size() < AT_ONCE_MAX) {
          byDue.remove();
          waiting.remove(first.key());
          due.add(first);
          first = byDue.peek();
        }
        if (!due.isEmpty()) {
          return due;
        }
        if (first == null) {
          changed.await();
        } else {
          var _ = changed.await(first.dueAtMillis - now, TimeUnit.MILLISECONDS);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void decide(List<Waiting> due) {
    Set<UserId> users = new HashSet<>();
    due.forEach(each -> users.add(each.note.user()));
    PushDecision.Round round = decision.look(users);
    for (Waiting each : due) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (var device : round.toTell(each.note)) {
        sent.add(lanes.offer(device, each.note, each.count));
      }
      var _ =
          CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
              .whenComplete((_, _) -> each.finish());
    }
  }

  private void putBack(List<Waiting> due) {
    long again = clock.millis() + AGAIN_AFTER_MILLIS;
    lock.lock();
    try {
      due.forEach(each -> add(each.note, each.count, again, Objects.requireNonNull(each.done)));
    } finally {
      lock.unlock();
    }
  }
}
