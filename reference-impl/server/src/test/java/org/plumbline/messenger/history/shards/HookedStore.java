package org.plumbline.messenger.history.shards;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** A store of which each operation is announced before it is done. */
final class HookedStore implements HistoryStore {

  private final HistoryStore store;
  private final Consumer<String> before;

  HookedStore(HistoryStore store, Consumer<String> before) {
    this.store = store;
    this.before = before;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void append(List<Message> messages) {
    before.accept("append");
    store.append(messages);
  }

  @Override
  public void adopt(List<Message> messages) {
    before.accept("adopt");
    store.adopt(messages);
  }

  @Override
  public void eachThread(Consumer<ThreadId> visit) {
    before.accept("list");
    store.eachThread(visit);
  }

  @Override
  public void remove(ThreadId thread) {
    before.accept("remove");
    store.remove(thread);
  }

  @Override
  public Page before(ThreadId thread, long seq, int limit) {
    before.accept("read");
    return store.before(thread, seq, limit);
  }

  @Override
  public Page after(ThreadId thread, long seq, int limit) {
    before.accept("read");
    return store.after(thread, seq, limit);
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq) {
    before.accept("read");
    return store.find(thread, seq);
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq, LongPredicate counts) {
    before.accept("read");
    return store.find(thread, seq, counts);
  }

  @Override
  public long lastSeqBefore(ThreadId thread, long seq) {
    before.accept("read");
    return store.lastSeqBefore(thread, seq);
  }

  @Override
  public Optional<Message> firstOf(ThreadId thread, UserId sender, TempId tempId) {
    before.accept("read");
    return store.firstOf(thread, sender, tempId);
  }

  @Override
  public List<ThreadId> threadsOf(UserId user, Optional<ThreadId> after, int limit) {
    before.accept("read");
    return store.threadsOf(user, after, limit);
  }
}
