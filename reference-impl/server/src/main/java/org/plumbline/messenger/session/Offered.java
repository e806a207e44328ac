package org.plumbline.messenger.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ThreadId;

/**
 * The places of messages that were offered to a device and that it has not acknowledged: of each
 * thread the first and the last one, of so many threads. A socket may have been dead for long when
 * its node finds out; then these are what it may not have carried. Safe to share.
 */
public final class Offered {

  /** Most threads remembered; beyond, the one that waits longest is given up. */
  static final int THREADS_MAX = 64;

  /**
   * Messages of one thread.
   *
   * @param first the seq of the first one, inclusive
   * @param last that of the last one, inclusive; between them may stand messages of others' threads
   */
  public record Span(ThreadId thread, long first, long last) {}

  // Most devices have nothing open at most times.
  private @Nullable Map<ThreadId, Span> spans;

  /** A message at this place is on its way to the device. */
  public synchronized void add(ThreadId thread, long seq) {
    Map<ThreadId, Span> known = spans == null ? new LinkedHashMap<>() : spans;
    spans = known;
    Span before = known.get(thread);
    known.put(
        thread,
        before == null
            ? new Span(thread, seq, seq)
            : new Span(thread, Math.min(before.first(), seq), Math.max(before.last(), seq)));
    if (known.size() > THREADS_MAX) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** The device has everything of the thread up to and with this place. */
  public synchronized void acknowledge(ThreadId thread, long upTo) {
    Map<ThreadId, Span> known = spans;
    Span before = known == null ? null : known.get(thread);
    if (known == null || before == null || upTo < before.first()) {
      return;
    }
    if (upTo < before.last()) {
      known.put(thread, new Span(thread, upTo + 1, before.last()));
      return;
    }
    known.remove(thread);
    if (known.isEmpty()) {
      spans = null;
    }
  }

  /** What is open, once: from here on nothing is. */
  public synchronized List<Span> take() {
    List<Span> open = spans == null ? List.of() : new ArrayList<>(spans.values());
    spans = null;
    return open;
  }
}
