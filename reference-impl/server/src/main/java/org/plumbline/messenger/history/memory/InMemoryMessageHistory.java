package org.plumbline.messenger.history.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.plumbline.messenger.history.Changed;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Messages in sorted maps, one a thread. */
public final class InMemoryMessageHistory implements HistoryStore {

  /** What the only store is called. */
  static final String NAME = "memory";

  private final Map<ThreadId, NavigableMap<Long, Message>> messages = new ConcurrentHashMap<>();
  private final Map<UserId, NavigableSet<String>> threads = new ConcurrentHashMap<>();
  private final Map<Place, Message> unedited = new ConcurrentHashMap<>();
  private final Map<FirstKey, First> firsts = new ConcurrentHashMap<>();
  private final String name;
  private final HistoryConfig config;
  private final InstantSource clock;

  /** The only store. */
  public InMemoryMessageHistory(HistoryConfig config, InstantSource clock) {
    this(NAME, config, clock);
  }

  /** One of several stores. */
  public InMemoryMessageHistory(String name, HistoryConfig config, InstantSource clock) {
    this.name = name;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void append(List<Message> appended) {
    Instant now = clock.instant();
    append(appended, _ -> now);
  }

  @Override
  public void adopt(List<Message> messages) {
    append(messages, message -> Instant.ofEpochMilli(message.id().epochMillis()));
  }

  @Override
  public void eachThread(Consumer<ThreadId> visit) {
    List.copyOf(messages.keySet()).forEach(visit);
  }

  @Override
  public synchronized void remove(ThreadId thread) {
    messages.remove(thread);
    unedited.keySet().removeIf(place -> place.thread().equals(thread));
    threads.values().forEach(ofUser -> ofUser.remove(thread.value()));
    firsts.values().removeIf(first -> first.message().thread().equals(thread));
  }

  private void append(List<Message> appended, Function<Message, Instant> storedAt) {
    Instant now = clock.instant();
    for (Message message : appended) {
      put(message);
      for (UserId member : MessageHistory.listedFor(message)) {
        threads
            .computeIfAbsent(member, _ -> new ConcurrentSkipListSet<>())
            .add(message.thread().value());
      }
      firsts.merge(
          new FirstKey(message.thread(), message.sender(), message.tempId()),
          new First(message, storedAt.apply(message)),
          (old, repeat) ->
              isForgotten(old, now) || repeat.message().seq() < old.message().seq() ? repeat : old);
    }
  }

  private synchronized void put(Message message) {
    NavigableMap<Long, Message> thread =
        messages.computeIfAbsent(message.thread(), _ -> new ConcurrentSkipListMap<>());
    // When the log is read again, what was stored may have been changed since: it stays.
    thread.putIfAbsent(message.seq(), message);
    switch (message.content()) {
      case Content.Edit edit ->
          thread.computeIfPresent(
              edit.target(),
              (seq, target) -> {
                unedited.putIfAbsent(new Place(message.thread(), seq), target);
                return Changed.edited(target, message.seq(), edit.text());
              });
      case Content.Deletion deletion -> {
        unedited.remove(new Place(message.thread(), deletion.target()));
        thread.computeIfPresent(
            deletion.target(), (_, target) -> Changed.deleted(target, message.seq()));
        thread.replaceAll(
            (_, each) ->
                each.content() instanceof Content.Edit edit && edit.target() == deletion.target()
                    ? Changed.deleted(each, message.seq())
                    : each);
      }
      case Content.Text _, Content.Media _, Content.Deleted _, Content.MembershipChange _ -> {
        // They change no other message.
      }
    }
  }

  @Override
  public Optional<Message> find(ThreadId thread, long seq) {
    return Optional.ofNullable(of(thread).get(seq));
  }

  @Override
  public synchronized Optional<Message> find(ThreadId thread, long seq, LongPredicate counts) {
    Message found = unedited.get(new Place(thread, seq));
    if (found == null) {
      return find(thread, seq);
    }
    for (Message each : of(thread).tailMap(seq, false).values()) {
      if (each.content() instanceof Content.Edit edit
          && edit.target() == seq
          && counts.test(each.seq())) {
        found = Changed.edited(found, each.seq(), edit.text());
      }
    }
    return Optional.of(found);
  }

  @Override
  public Page before(ThreadId thread, long seq, int limit) {
    requireLimit(limit);
    Page newestFirst = page(of(thread).headMap(seq, false).descendingMap(), limit);
    return new Page(newestFirst.messages().reversed(), newestFirst.more());
  }

  @Override
  public Page after(ThreadId thread, long seq, int limit) {
    requireLimit(limit);
    return page(of(thread).tailMap(seq, false), limit);
  }

  @Override
  public long lastSeqBefore(ThreadId thread, long seq) {
    Long last = of(thread).lowerKey(seq);
    return last == null ? Message.NONE : last;
  }

  @Override
  public Optional<Message> firstOf(ThreadId thread, UserId sender, TempId tempId) {
    First first = firsts.get(new FirstKey(thread, sender, tempId));
    return first == null || isForgotten(first, clock.instant())
        ? Optional.empty()
        : find(first.message().thread(), first.message().seq());
  }

  @Override
  public List<ThreadId> threadsOf(UserId user, Optional<ThreadId> after, int limit) {
    requireLimit(limit);
    NavigableSet<String> known = threads.getOrDefault(user, new ConcurrentSkipListSet<>());
    return after.map(last -> known.tailSet(last.value(), false)).orElse(known).stream()
        .limit(limit)
        .map(ThreadId::new)
        .toList();
  }

  private NavigableMap<Long, Message> of(ThreadId thread) {
    return messages.getOrDefault(thread, new ConcurrentSkipListMap<>());
  }

  private boolean isForgotten(First first, Instant now) {
    return first.storedAt().plus(config.repeatWindow()).isBefore(now);
  }

  private static Page page(NavigableMap<Long, Message> from, int limit) {
    List<Message> found = new ArrayList<>();
    for (Message message : from.values()) {
      if (found.size() == limit) {
        return new Page(found, true);
      }
      found.add(message);
    }
    return new Page(found, false);
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + PAGE_MAX + ")");
    }
  }

  private record Place(ThreadId thread, long seq) {}

  private record FirstKey(ThreadId thread, UserId sender, TempId tempId) {}

  private record First(Message message, Instant storedAt) {}
}
