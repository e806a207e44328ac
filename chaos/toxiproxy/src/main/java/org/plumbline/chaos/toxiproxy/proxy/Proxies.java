package org.plumbline.chaos.toxiproxy.proxy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.proxy.Refusal.Kind;

/** All proxies of a server, by name. Thread-safe. */
public final class Proxies {
  /**
   * What a populate request came to: the proxies in place, and what stopped it, if anything did.
   */
  public record Populated(List<Proxy> proxies, @Nullable Refusal failure) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<String, Proxy> proxies = new TreeMap<>();
  private final Proxy.Shared shared;

  public Proxies(Proxy.Shared shared) {
    this.shared = shared;
  }

  /** All proxies, sorted by name. */
  public List<Proxy> all() {
    lock.lock();
    try {
      return List.copyOf(proxies.values());
    } finally {
      lock.unlock();
    }
  }

  public Proxy get(String name) throws Refusal {
    lock.lock();
    try {
      var proxy = proxies.get(name);
      if (proxy == null) {
        throw new Refusal(Kind.NOT_FOUND, "proxy not found");
      }
      return proxy;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a proxy and opens its port, unless it is to be disabled.
   *
   * @throws Refusal when a field is missing, the name is taken, or the port cannot be opened;
   *     nothing is added then
   */
  public Proxy create(ProxyEdit wanted) throws Refusal {
    var proxy = wanted.complete("").toProxy(shared);
    lock.lock();
    try {
      if (proxies.containsKey(proxy.name())) {
        throw new Refusal(Kind.CONFLICT, "proxy already exists");
      }
      if (wanted.enabledByDefault()) {
        proxy.start();
      }
      proxies.put(proxy.name(), proxy);
      return proxy;
    } finally {
      lock.unlock();
    }
  }

  /** The same for a proxy on a free port of the loopback interface; where it listens. */
  public InetSocketAddress createOnLoopback(String name, String upstream) throws Refusal {
    var listen = create(new ProxyEdit(name, "127.0.0.1:0", upstream, true)).view().listen();
    return Addresses.listenAt(listen);
  }

  public void remove(String name) throws Refusal {
    lock.lock();
    try {
      get(name).stop();
      proxies.remove(name);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts proxies in place: one that already has these addresses stays as it is, with its toxics;
   * one that differs is replaced. The first failure stops it, and what came before stays.
   *
   * @throws Refusal when a field is missing anywhere; nothing is done then
   */
  public Populated populate(List<ProxyEdit> wanted) throws Refusal {
    for (int i = 0; i < wanted.size(); i++) {
      wanted.get(i).complete(" at proxy " + (i + 1));
    }
    var placed = new ArrayList<Proxy>();
    lock.lock();
    try {
      for (var one : wanted) {
        placed.add(place(one));
      }
      return new Populated(placed, null);
    } catch (Refusal failure) {
      return new Populated(placed, failure);
    } finally {
      lock.unlock();
    }
  }

  private Proxy place(ProxyEdit wanted) throws Refusal {
    var proxy = wanted.toProxy(shared);
    var existing = proxies.get(proxy.name());
    if (existing != null) {
      if (!existing.differs(proxy.view().listen(), proxy.view().upstream())) {
        return existing;
      }
      existing.stop();
    }
    if (wanted.enabledByDefault()) {
      proxy.start();
    }
    proxies.put(proxy.name(), proxy);
    return proxy;
  }

  /** Enables every proxy and removes every toxic. */
  public void reset() throws Refusal {
    for (var proxy : all()) {
      proxy.start();
      proxy.toxics().reset();
    }
  }

  /** Closes every port and every connection. */
  public void close() {
    all().forEach(Proxy::stop);
  }
}
