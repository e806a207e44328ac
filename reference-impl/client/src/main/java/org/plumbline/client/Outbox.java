package org.plumbline.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/**
 * The messages that were not acknowledged yet. Of each thread only the oldest is on its way, so
 * that a repeat can never overtake: the order of the outbox is the order in the thread. Its bound
 * is kept by {@link MessengerClient}, which refuses before a message gets here.
 */
final class Outbox {

  private enum Place {
    QUEUED,
    ON_ITS_WAY,
    RESTING
  }

  /** One message with how often it was sent. */
  static final class Entry {
    final ThreadId thread;
    final TempId tempId;
    private final Content content;
    private int attempts;
    private Place place = Place.QUEUED;

    private Entry(ThreadId thread, TempId tempId, Content content) {
      this.thread = thread;
      this.tempId = tempId;
      this.content = content;
    }

    int attempts() {
      return attempts;
    }
  }

  private final Map<ThreadId, ArrayDeque<Entry>> threads = new HashMap<>();
  private final Map<TempId, Entry> entries = new HashMap<>();

  /** False when a message of that name waits already. */
  boolean add(ThreadId thread, TempId tempId, Content content) {
    Entry entry = new Entry(thread, tempId, content);
    if (entries.putIfAbsent(tempId, entry) != null) {
      return false;
    }
    threads.computeIfAbsent(thread, _ -> new ArrayDeque<>()).add(entry);
    return true;
  }

  int size() {
    return entries.size();
  }

  @Nullable Entry find(TempId tempId) {
    return entries.get(tempId);
  }

  /** The thread's oldest message when it may go out now, else null. */
  @Nullable Entry next(ThreadId thread) {
    ArrayDeque<Entry> waiting = threads.get(thread);
    Entry head = waiting == null ? null : waiting.peekFirst();
    return head != null && head.place == Place.QUEUED ? head : null;
  }

  /** All messages that may go out now. */
  List<Entry> nextOfAll() {
    List<Entry> heads = new ArrayList<>();
    for (ThreadId thread : threads.keySet()) {
      Entry head = next(thread);
      if (head != null) {
        heads.add(head);
      }
    }
    return heads;
  }

  /** The frame of one more attempt; the message counts as on its way from now on. */
  ClientFrame.Send attempt(Entry entry) {
    entry.attempts++;
    entry.place = Place.ON_ITS_WAY;
    return new ClientFrame.Send(entry.thread, entry.tempId, entry.attempts, entry.content);
  }

  /** Whether this very attempt is still without an answer. */
  boolean isWaiting(Entry entry, int attempt) {
    return Objects.equals(entries.get(entry.tempId), entry)
        && entry.place == Place.ON_ITS_WAY
        && entry.attempts == attempt;
  }

  /** The server asked to wait: not to be sent until {@link #wake}. */
  void rest(Entry entry) {
    entry.place = Place.RESTING;
  }

  /** The message may go out again. */
  void wake(Entry entry) {
    entry.place = Place.QUEUED;
  }

  /** The connection is gone, and whatever was on its way has to go out again. */
  void wakeAll() {
    entries.values().forEach(this::wake);
  }

  /** Takes the message out: it was acknowledged, refused or given up. */
  void remove(Entry entry) {
    entries.remove(entry.tempId);
    ArrayDeque<Entry> waiting = threads.get(entry.thread);
    if (waiting != null) {
      waiting.remove(entry);
      if (waiting.isEmpty()) {
        threads.remove(entry.thread);
      }
    }
  }
}
