package org.plumbline.messenger.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryRefused;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.history.memory.InMemoryMessageHistory;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** A history that a test holds up, lets fail, or lets refuse. */
final class SlowHistory implements MessageHistory {
  final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
  final AtomicInteger failures = new AtomicInteger();
  volatile String poison = "";

  /** Confirms the next messages and does not keep them, as a server that dies a moment later. */
  final AtomicBoolean forgetsNext = new AtomicBoolean();

  private final MessageHistory kept;

  SlowHistory(InstantSource clock) {
    kept =
        new InMemoryMessageHistory(
            new HistoryConfig(Duration.ofDays(30), Duration.ofHours(1), 100), clock);
  }

  @Override
  public void append(List<Message> messages) {
    if (failures.getAndDecrement() > 0) {
      throw new HistoryUnavailable("planted", new IllegalStateException("down"));
    }
    before.getAndSet(() -> {}).run();
    if (!poison.isEmpty() && messages.stream().anyMatch(each -> each.text().contains(poison))) {
      throw new HistoryRefused("planted", new IllegalArgumentException("poison"));
    }
    if (!forgetsNext.getAndSet(false)) {
      kept.append(messages);
    }
  }

  @Override
  public Page before(ThreadId thread, long seq, int limit) {
    return kept.before(thread, seq, limit);
  }

  @Override
  public Page after(ThreadId thread, long seq, int limit) {
    return kept.after(thread, seq, limit);
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq) {
    return kept.find(thread, seq);
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq, LongPredicate counts) {
    return kept.find(thread, seq, counts);
  }

  @Override
  public long lastSeqBefore(ThreadId thread, long seq) {
    return kept.lastSeqBefore(thread, seq);
  }

  @Override
  public Optional<Message> firstOf(ThreadId thread, UserId sender, TempId tempId) {
    return kept.firstOf(thread, sender, tempId);
  }

  @Override
  public List<ThreadId> threadsOf(UserId user, Optional<ThreadId> after, int limit) {
    return kept.threadsOf(user, after, limit);
  }
}
