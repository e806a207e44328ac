package org.plumbline.messenger.history.shards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The history over several stores: what belongs to a thread goes to the store of its shard. What is
 * asked by user or by sender lies with the threads that it speaks of, so all stores are asked.
 *
 * <p>While a shard is moved a message is written into the new store first: what anybody can read in
 * the old one is then in the new one too. Edits and deletions go into the new store once more at
 * the end, since the copy may have brought what they change only meanwhile.
 */
final class ShardedHistory implements MessageHistory {

  private final HistoryStores stores;
  private final ShardView view;
  private final Executor executor;

  /** The executor's threads may block. */
  ShardedHistory(HistoryStores stores, ShardView view, Executor executor) {
    this.stores = stores;
    this.view = view;
    this.executor = executor;
  }

  @Override
  public void append(List<Message> messages) {
    List<Message> left = messages;
    while (!left.isEmpty()) {
      ShardMap before = view.current();
      write(before, left);
      ShardMap after = view.current();
      // Where a store was added meanwhile, the copy may have passed by already.
      left =
          left.stream()
              .filter(
                  message ->
                      !before
                          .of(message.thread())
                          .writtenTo()
                          .containsAll(after.of(message.thread()).writtenTo()))
              .toList();
    }
  }

  private void write(ShardMap map, List<Message> messages) {
    Map<List<String>, List<Message>> byStores = new LinkedHashMap<>();
    for (Message message : messages) {
      byStores
          .computeIfAbsent(map.of(message.thread()).writtenTo(), _ -> new ArrayList<>())
          .add(message);
    }
    if (byStores.size() == 1) {
      byStores.forEach(this::write);
      return;
    }
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    byStores.forEach(
        (names, part) -> parts.add(CompletableFuture.runAsync(() -> write(names, part), executor)));
    await(parts);
  }

  private void write(List<String> names, List<Message> messages) {
    names.forEach(name -> store(name).append(messages));
    List<Message> changes =
        messages.stream()
            .filter(message -> Content.targetOf(message.content()) != Content.UNEDITED)
            .toList();
    if (names.size() > 1 && !changes.isEmpty()) {
      store(names.getFirst()).append(changes);
    }
  }

  /** Waits until all have ended, also when one fails: afterwards none of them is under way. */
  private static void await(List<CompletableFuture<Void>> parts) {
    try {
      CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public Page before(ThreadId thread, long seq, int limit) {
    return read(thread, store -> store.before(thread, seq, limit));
  }

  @Override
  public Page after(ThreadId thread, long seq, int limit) {
    return read(thread, store -> store.after(thread, seq, limit));
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq) {
    return read(thread, store -> store.find(thread, seq));
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq, LongPredicate counts) {
    return read(thread, store -> store.find(thread, seq, counts));
  }

  @Override
  public long lastSeqBefore(ThreadId thread, long seq) {
    return read(thread, store -> store.lastSeqBefore(thread, seq));
  }

  private HistoryStore store(String name) {
    if (!stores.names().contains(name)) {
      // An outage and not the message's fault: it is over when the settings are mended.
      throw new HistoryUnavailable(
          "messenger.history.shards.stores: "
              + stores.names()
              + " (expected: also "
              + name
              + ", to which shards were moved)",
          new IllegalStateException("an unknown store"));
    }
    return stores.named(name);
  }

  /** The store may have been cleared while it was asked; then the answer does not count. */
  private <T> T read(ThreadId thread, Function<MessageHistory, T> ask) {
    while (true) {
      String name = view.current().of(thread).readFrom();
      T answer = ask.apply(store(name));
      if (view.current().of(thread).readFrom().equals(name)) {
        return answer;
      }
    }
  }

  @Override
  public Optional<Message> firstOf(ThreadId thread, UserId sender, TempId tempId) {
    return read(thread, store -> store.firstOf(thread, sender, tempId));
  }

  /** A thread on its way is listed by both of its stores. */
  @Override
  public List<ThreadId> threadsOf(UserId user, Optional<ThreadId> after, int limit) {
    while (true) {
      ShardMap map = view.current();
      List<ThreadId> listed =
          stores.all().stream()
              .flatMap(store -> store.threadsOf(user, after, limit).stream())
              .map(ThreadId::value)
              .distinct()
              .sorted()
              .limit(limit)
              .map(ThreadId::new)
              .toList();
      if (view.current().equals(map)) {
        return listed;
      }
    }
  }
}
