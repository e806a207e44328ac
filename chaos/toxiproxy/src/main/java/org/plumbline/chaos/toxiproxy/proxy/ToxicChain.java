package org.plumbline.chaos.toxiproxy.proxy;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.plumbline.chaos.toxiproxy.link.Link;
import org.plumbline.chaos.toxiproxy.proxy.Refusal.Kind;
import org.plumbline.chaos.toxiproxy.toxic.Direction;
import org.plumbline.chaos.toxiproxy.toxic.Toxic;
import org.plumbline.chaos.toxiproxy.toxic.ToxicType;

/**
 * The toxics of one proxy, in order of their adding, and the open links that they apply to. A
 * change returns when every open link has taken it over, so a caller may rely on it at once.
 */
public final class ToxicChain {
  /** Held through a whole change, also while links take it over: changes come one at a time. */
  private final ReentrantLock changes = new ReentrantLock();

  /** Guards the fields below; held only for moments, since event loops take it too. */
  private final ReentrantLock state = new ReentrantLock();

  private final Map<Direction, List<Toxic>> toxics = new EnumMap<>(Direction.class);
  private final Set<Link> links = new HashSet<>();

  ToxicChain() {
    for (var direction : Direction.values()) {
      toxics.put(direction, new ArrayList<>());
    }
  }

  /** All toxics, those of the upstream direction first. */
  public List<Toxic> all() {
    state.lock();
    try {
      return toxics.values().stream().flatMap(List::stream).toList();
    } finally {
      state.unlock();
    }
  }

  public Toxic get(String name) throws Refusal {
    return find(name).orElseThrow(() -> new Refusal(Kind.NOT_FOUND, "toxic not found"));
  }

  private Optional<Toxic> find(String name) {
    return all().stream().filter(toxic -> toxic.name().equals(name)).findFirst();
  }

  /**
   * Checks that a name is not taken yet.
   *
   * @throws Refusal when a toxic of that name exists, in either direction
   */
  public void requireFree(String name) throws Refusal {
    if (find(name).isPresent()) {
      throw new Refusal(Kind.CONFLICT, "toxic already exists");
    }
  }

  /**
   * Puts a toxic behind the others of its direction.
   *
   * @throws Refusal when a toxic of that name exists, in either direction
   */
  public void add(Toxic toxic) throws Refusal {
    changes.lock();
    try {
      requireFree(toxic.name());
      change(toxic, List::add, Link::add);
    } finally {
      changes.unlock();
    }
  }

  /** Changes a toxic, and returns what it is now. */
  public Toxic update(String name, UnaryOperator<Toxic> edit) throws Refusal {
    changes.lock();
    try {
      var old = get(name);
      var updated = edit.apply(old);
      change(updated, (list, now) -> list.set(list.indexOf(old), now), Link::update);
      return updated;
    } finally {
      changes.unlock();
    }
  }

  public void remove(String name) throws Refusal {
    changes.lock();
    try {
      change(get(name), List::remove, Link::remove);
    } finally {
      changes.unlock();
    }
  }

  void reset() {
    changes.lock();
    try {
      all().forEach(toxic -> change(toxic, List::remove, Link::remove));
    } finally {
      changes.unlock();
    }
  }

  private void change(
      Toxic toxic, BiConsumer<List<Toxic>, Toxic> edit, BiFunction<Link, Toxic, Future<?>> apply) {
    var pending = new ArrayList<Future<?>>();
    state.lock();
    try {
      edit.accept(toxics.getOrDefault(toxic.direction(), List.of()), toxic);
      for (var link : links) {
        if (link.direction() == toxic.direction()) {
          pending.add(takeOver(link, () -> apply.apply(link, toxic)));
        }
      }
    } catch (RejectedExecutionException _) {
      // The event loops have stopped: there is no link left that could take the change over.
      return;
    } finally {
      state.unlock();
    }
    pending.forEach(Future::awaitUninterruptibly);
  }

  private static Future<?> takeOver(Link link, Supplier<Future<?>> change) {
    Promise<Void> taken = link.loop().newPromise();
    link.loop()
        .execute(
            () -> {
              try {
                var _ = change.get().addListener(_ -> taken.trySuccess(null));
              } catch (RuntimeException e) {
                var _ = taken.tryFailure(e);
              }
            });
    return taken;
  }

  /** Takes a connection's two links in; called on their event loop. */
  void attach(List<Link> opened) {
    state.lock();
    try {
      for (var link : opened) {
        for (var toxic : toxics.getOrDefault(link.direction(), List.of())) {
          // Nothing runs yet that could hold it up.
          var _ = link.add(toxic);
        }
        links.add(link);
      }
    } finally {
      state.unlock();
    }
  }

  void detach(List<Link> closed) {
    state.lock();
    try {
      closed.forEach(links::remove);
    } finally {
      state.unlock();
    }
  }

  boolean hasReset() {
    return all().stream().anyMatch(toxic -> toxic.type() == ToxicType.RESET_PEER);
  }
}
