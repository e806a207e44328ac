package org.plumbline.messenger.push;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps notes for a test to look at, and says when they are safe as the test wants it. */
public final class NotedMessages implements PushQueue {

  private final List<MissedMessage> notes = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<@Nullable Void> safe = CompletableFuture.completedFuture(null);

  /** Notes are safe when this completes. */
  public void safeWhen(CompletableFuture<@Nullable Void> next) {
    safe = next;
  }

  public List<MissedMessage> notes() {
    return notes;
  }

  @Override
  public CompletableFuture<@Nullable Void> add(List<MissedMessage> added) {
    notes.addAll(added);
    return safe;
  }

  @Override
  public void work(Worker worker) {
    throw new UnsupportedOperationException("the test takes the notes");
  }

  @Override
  public void stop() {
    notes.clear();
  }

  @Override
  public long waiting() {
    return notes.size();
  }
}
