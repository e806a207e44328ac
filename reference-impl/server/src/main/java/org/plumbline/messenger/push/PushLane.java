package org.plumbline.messenger.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.DevicesUnavailable;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushDeviceStore;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.push.PushMeters.Outcome;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pushes for one provider: so many under way at once, the others wait; a failed one is tried
 * again after a pause that grows and is partly chance (full jitter), and a provider that asks to be
 * left alone is, by all of them. What waits is bounded by what the worker has in hand.
 */
final class PushLane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PushLane.class);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private record Key(UserId user, DeviceId device, ThreadId thread) {}

  private static final class Push {
    private final PushDevice device;
    private MissedMessage note;
    private int count;
    private int tries;
    private long dueAtMillis;
    private long offeredAtMillis;
    private final List<CompletableFuture<@Nullable Void>> done = new ArrayList<>();

    Push(PushDevice device, MissedMessage note, int count) {
      this.device = device;
      this.note = note;
      this.count = count;
    }

    Key key() {
      return new Key(device.user(), device.device(), note.thread());
    }
  }

  private final PushConfig config;
  private final PushSender sender;
  private final PushDeviceStore store;
  private final Predicate<PushDevice> isToTell;
  private final PushMeters meters;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Key, Push> waiting = new HashMap<>();
  private final PriorityQueue<Push> byDue =
      new PriorityQueue<>((one, other) -> Long.compare(one.dueAtMillis, other.dueAtMillis));
  private int inFlight;
  private long leftAloneUntilMillis;

  PushLane(
      PushConfig config,
      PushSender sender,
      PushDeviceStore store,
      Predicate<PushDevice> isToTell,
      PushMeters meters,
      InstantSource clock,
      RandomGenerator random) {
    this.config = config;
    this.sender = sender;
    this.store = store;
    this.isToTell = isToTell;
    this.meters = meters;
    this.clock = clock;
    this.random = random;
    threads.execute(this::run);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Completes when the device was told, or never will be. */
  CompletableFuture<@Nullable Void> offer(PushDevice device, MissedMessage note, int count) {
    Push push = new Push(device, note, count);
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    push.done.add(done);
    push.offeredAtMillis = clock.millis();
    push.dueAtMillis = push.offeredAtMillis;
    enqueue(push);
    return done;
  }

  private void enqueue(Push push) {
    lock.lock();
    try {
      Push with = waiting.get(push.key());
      if (with == null) {
        waiting.put(push.key(), push);
        byDue.add(push);
      } else {
        with.note = with.note.with(push.note);
        with.count += push.count;
        with.tries = Math.max(with.tries, push.tries);
        with.done.addAll(push.done);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        Push push = awaitDue();
        threads.execute(() -> attempt(push));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Push awaitDue() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Push first = byDue.peek();
        if (first == null || inFlight >= config.inFlightMax()) {
          changed.await();
          continue;
        }
        long left = Math.max(first.dueAtMillis, leftAloneUntilMillis) - clock.millis();
        if (left <= 0) {
          byDue.remove();
          waiting.remove(first.key());
          inFlight++;
          return first;
        }
        var _ = changed.await(left, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void attempt(Push push) {
    // Some time went by since it was looked for: it may have come, or logged out.
    boolean again =
        push.tries > 0 || clock.millis() - push.offeredAtMillis > config.grace().toMillis();
    if (clock.millis() - push.note.missedAtMillis() > config.keptFor().toMillis()) {
      finish(push, Outcome.GAVE_UP);
    } else if (again && !isToTell.test(push.device)) {
      finish(push, Outcome.CANCELLED);
    } else {
      push.tries++;
      var _ =
          send(push)
              .orTimeout(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS)
              .exceptionally(failure -> new PushSender.Answer.Later(null, failure.toString()))
              .thenAcceptAsync(answer -> settle(push, answer), threads);
      return;
    }
    free(0);
  }

  private CompletableFuture<PushSender.Answer> send(Push push) {
    try {
      return sender.send(push.device, new Notification(push.note, push.count), config.keptFor());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void settle(Push push, PushSender.Answer answer) {
    long leftAlone = 0;
    switch (answer) {
      case PushSender.Answer.Sent _ -> {
        meters.sent(provider(), clock.millis() - push.note.missedAtMillis());
        for (int i = 1; i < push.count; i++) {
          meters.count(provider(), Outcome.COLLAPSED);
        }
        complete(push);
      }
      case PushSender.Answer.Gone gone -> {
        prune(push.device, gone.since());
        finish(push, Outcome.PRUNED);
      }
      case PushSender.Answer.Refused refused -> {
        LOG.warn("{} refused a push: {}", provider().id(), refused.reason());
        finish(push, Outcome.GAVE_UP);
      }
      case PushSender.Answer.Later later -> leftAlone = tryLater(push, later);
    }
    free(leftAlone);
  }

  /** For how many milliseconds the provider wants to be left alone by all. */
  private long tryLater(Push push, PushSender.Answer.Later later) {
    Duration after = later.after();
    long asked = after == null ? 0 : Math.min(after.toMillis(), config.backoffMax().toMillis());
    if (push.tries >= config.triesMax()) {
      LOG.warn("a push was given up after {} tries: {}", push.tries, later.reason());
      finish(push, Outcome.GAVE_UP);
    } else {
      meters.count(provider(), Outcome.RETRIED);
      push.dueAtMillis = clock.millis() + asked + backoffMillis(push.tries);
      enqueue(push);
    }
    return asked;
  }

  private long backoffMillis(int tries) {
    long longest = config.backoffMax().toMillis();
    long most = config.backoffFirst().toMillis();
    for (int i = 1; i < tries && most < longest; i++) {
      most *= 2;
    }
    return random.nextLong(1, Math.min(most, longest) + 1);
  }

  private void prune(PushDevice device, @Nullable Instant since) {
    try {
      store.prune(device, since == null ? device.registeredAtMillis() : since.toEpochMilli());
    } catch (DevicesUnavailable e) {
      LOG.warn("a dead address stays until the next push finds it dead: {}", e.getMessage());
    }
  }

  private void finish(Push push, Outcome outcome) {
    meters.count(provider(), outcome);
    complete(push);
  }

  private static void complete(Push push) {
    push.done.forEach(each -> each.complete(null));
  }

  private void free(long leftAloneMillis) {
    lock.lock();
    try {
      inFlight--;
      if (leftAloneMillis > 0) {
        leftAloneUntilMillis = Math.max(leftAloneUntilMillis, clock.millis() + leftAloneMillis);
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private PushProvider provider() {
    return sender.provider();
  }
}
