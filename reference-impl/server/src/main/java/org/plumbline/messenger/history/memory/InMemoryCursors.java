package org.plumbline.messenger.history.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Comparator;
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

  @Override
  public List<Cursor> of(ThreadId thread, UserId user) {
    return of(thread).stream().filter(cursor -> cursor.user().equals(user)).toList();
  }

  @Override
  public List<Cursor> page(ThreadId thread, String after, int cursorsMax) {
    return of(thread).stream()
        .filter(cursor -> cursor.user().value().compareTo(after) > 0)
        .sorted(Comparator.comparing(Cursor::user).thenComparing(Cursor::status))
        .limit(cursorsMax)
        .toList();
  }

  private record Key(UserId user, Status status) {}
}
