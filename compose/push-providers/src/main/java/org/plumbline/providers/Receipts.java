package org.plumbline.providers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the providers received; the oldest go when there are too many. */
public final class Receipts {
  private static final int KEPT_MAX = 20_000;

  private final Deque<Received> kept = new ArrayDeque<>();

  synchronized void add(Received received) {
    if (kept.size() >= KEPT_MAX) {
      kept.removeFirst();
    }
    kept.addLast(received);
  }

  /** In the order of arrival; for one provider or address, or for all. */
  public synchronized List<Received> of(@Nullable Provider provider, @Nullable String address) {
    return kept.stream()
        .filter(each -> provider == null || each.provider() == provider)
        .filter(each -> address == null || each.address().equals(address))
        .toList();
  }

  public synchronized void clear() {
    kept.clear();
  }
}
