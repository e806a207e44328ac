package org.plumbline.chaos.toxiproxy.proxy;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.proxy.Refusal.Kind;
import org.plumbline.chaos.toxiproxy.toxic.Toxic;

/**
 * One proxy: where it listens, where it leads, and whether it is enabled. Thread-safe; a change
 * returns when the sockets have followed.
 */
public final class Proxy {
  /** What all proxies of a server share. */
  public record Shared(
      EventLoopGroup loops, Traffic traffic, LongSupplier clock, EventLog log, long seed) {}

  /** A proxy as the API shows it, taken at one moment. */
  public record View(
      String name, String listen, String upstream, boolean enabled, List<Toxic> toxics) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final String name;
  private final Shared shared;
  private final SplittableGenerator random;
  private final ToxicChain toxics = new ToxicChain();
  private String listen;
  private String upstream;
  private @Nullable Listener listener;

  public Proxy(String name, String listen, String upstream, Shared shared) {
    this.name = name;
    this.listen = listen;
    this.upstream = upstream;
    this.shared = shared;
    this.random = new SplittableRandom(shared.seed() * 31 + name.hashCode());
  }

  public String name() {
    return name;
  }

  public ToxicChain toxics() {
    return toxics;
  }

  public View view() {
    lock.lock();
    try {
      return new View(name, listen, upstream, listener != null, toxics.all());
    } finally {
      lock.unlock();
    }
  }

  /** How many connections are open now. */
  public int connections() {
    lock.lock();
    try {
      return listener == null ? 0 : listener.connections();
    } finally {
      lock.unlock();
    }
  }

  /** Opens the port, if it is not open already. From then on the view shows the bound address. */
  void start() throws Refusal {
    lock.lock();
    try {
      if (listener == null) {
        listener = bind();
        listen = Addresses.bound(listener.address());
        shared.log().info("Started proxy", "name", name, "listen", listen, "upstream", upstream);
      }
    } finally {
      lock.unlock();
    }
  }

  private Listener bind() throws Refusal {
    var setting =
        new Listener.Setting(
            upstream, toxics, random, shared.loops(), shared.clock(), shared.log());
    try {
      return Listener.open(name, Addresses.listenAt(listen), setting, shared.traffic());
    } catch (Refusal refusal) {
      throw new Refusal(Kind.FAILED, "listen tcp: " + refusal.reason());
    } catch (IOException e) {
      var cause = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      throw new Refusal(
          Kind.FAILED, "listen tcp " + Addresses.resolved(listen) + ": bind: " + cause);
    }
  }

  /** Closes the port and all connections. The toxics stay. */
  void stop() {
    lock.lock();
    try {
      if (listener != null) {
        listener.close();
        listener = null;
        shared.log().info("Terminated proxy", "name", name, "listen", listen);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether it would have to move to serve these addresses. */
  boolean differs(String otherListen, String otherUpstream) throws Refusal {
    lock.lock();
    try {
      return !listen.equals(Addresses.resolved(otherListen)) || !upstream.equals(otherUpstream);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves the proxy if an address differs, which drops its connections, then switches it on or off.
   *
   * @throws Refusal when an address cannot be resolved (nothing changes), or the port cannot be
   *     opened (the proxy stays disabled, with its new addresses)
   */
  public void update(ProxyEdit edit) throws Refusal {
    lock.lock();
    try {
      var newListen = edit.listen() == null ? listen : edit.listen();
      var newUpstream = edit.upstream() == null ? upstream : edit.upstream();
      boolean enable = edit.enabled() == null ? listener != null : edit.enabled();
      if (differs(newListen, newUpstream)) {
        stop();
        listen = newListen;
        upstream = newUpstream;
      }
      if (enable) {
        start();
      } else {
        stop();
      }
    } finally {
      lock.unlock();
    }
  }
}
