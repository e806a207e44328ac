package org.plumbline.messenger.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Since when nodes have taken nothing from this one. Safe to share. */
final class BrokenLinks {

  private final LongSupplier nanoTime;
  private final Map<String, Long> since = new ConcurrentHashMap<>();

  BrokenLinks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void took(String node) {
    since.remove(node);
  }

  void failed(String node) {
    since.putIfAbsent(node, nanoTime.getAsLong());
  }

  /** Whether it has taken nothing for at least so long, and something was tried. */
  boolean areBrokenFor(Duration time, String node) {
    Long failed = since.get(node);
    return failed != null && nanoTime.getAsLong() - failed >= time.toNanos();
  }
}
