package org.plumbline.messenger.recents.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.plumbline.messenger.recents.Recents;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Recent messages in maps. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryRecents implements Recents {

  private final Map<ThreadId, List<Message>> threads = new HashMap<>();
  private final Map<UserId, SequencedSet<ThreadId>> users = new HashMap<>();

  private int trust;

  @Override
  public synchronized String trust() {
    return Integer.toString(trust);
  }

  @Override
  public synchronized void record(String given, List<Addition> additions) {
    if (!given.equals(trust())) {
      return;
    }
    for (Addition addition : additions) {
      Message message = addition.message();
      List<Message> kept = threads.computeIfAbsent(message.thread(), _ -> new ArrayList<>());
      if (kept.isEmpty() || kept.getLast().seq() < message.seq()) {
        if (!kept.isEmpty() && kept.getLast().seq() != message.prev()) {
          kept.clear();
        }
        kept.add(message);
        if (kept.size() > MESSAGES_MAX) {
          kept.removeFirst();
        }
      }
      addition.users().forEach(user -> touch(user, message.thread()));
    }
  }

  private void touch(UserId user, ThreadId thread) {
    SequencedSet<ThreadId> last = users.computeIfAbsent(user, _ -> new LinkedHashSet<>());
    last.remove(thread);
    last.addLast(thread);
    if (last.size() > THREADS_MAX) {
      last.removeFirst();
    }
  }

  @Override
  public synchronized void replace(String given, ThreadId thread, List<Message> newest) {
    if (given.equals(trust())) {
      threads.put(thread, new ArrayList<>(newest));
    }
  }

  @Override
  public synchronized Optional<List<Message>> newest(ThreadId thread) {
    return Optional.ofNullable(threads.get(thread))
        .filter(kept -> !kept.isEmpty())
        .map(List::copyOf);
  }

  @Override
  public synchronized Map<ThreadId, List<Message>> of(UserId user) {
    Map<ThreadId, List<Message>> found = new LinkedHashMap<>();
    for (ThreadId thread : users.getOrDefault(user, new LinkedHashSet<>()).reversed()) {
      newest(thread).ifPresent(messages -> found.put(thread, messages));
    }
    return found;
  }

  @Override
  public synchronized void distrust() {
    trust++;
    threads.clear();
  }
}
