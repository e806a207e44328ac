package org.plumbline.messenger.gateway;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections that have not yet said what they want: no more than a bound in all, and from one
 * address. Whoever is beyond it is cut off at once; a connection leaves with its first request.
 */
@Singleton
final class Newcomers {

  private final HandshakeConfig config;
  private final AtomicInteger all = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  Newcomers(HandshakeConfig config) {
    this.config = config;
  }

  /** Whether there is room; if so, {@link #leave} has to follow. */
  boolean enter(InetAddress address) {
    if (all.incrementAndGet() > config.waitingMax()) {
      all.decrementAndGet();
      return false;
    }
    if (byAddress.merge(address, 1, Integer::sum) > config.waitingPerAddressMax()) {
      leave(address);
      return false;
    }
    return true;
  }

  void leave(InetAddress address) {
    all.decrementAndGet();
    byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  int waiting() {
    return all.get();
  }
}
