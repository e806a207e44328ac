package org.plumbline.messenger.history.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Cursors in maps, one a thread; the greater one stays. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryCursors implements Cursors {

  private final Map<ThreadId, Map<Key, Long>> cursors = new ConcurrentHashMap<>();

  @Override
  public void advance(List<Cursor> advanced) {
    for (Cursor cursor : advanced) {
      cursors
          .computeIfAbsent(cursor.thread(), _ -> new ConcurrentHashMap<>())
          .merge(new Key(cursor.user(), cursor.status()), cursor.upTo(), Math::max);
    }
  }

  @Override
  public List<Cursor> of(ThreadId thread) {
    return cursors.getOrDefault(thread, Map.of()).entrySet().stream()
        .map(
            entry ->
                new Cursor(
                    thread, entry.getKey().user(), entry.getKey().status(), entry.getValue()))
        .toList();
  }

  private record Key(UserId user, Status status) {}
}
