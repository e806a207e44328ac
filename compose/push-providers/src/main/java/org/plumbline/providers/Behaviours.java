package org.plumbline.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What the providers were told to do, each thing for its number of requests. */
public final class Behaviours {
  private static final int PLANNED_MAX = 1_000;

  private static final class Planned {
    private final Behaviour behaviour;
    private int left;

    Planned(Behaviour behaviour) {
      this.behaviour = behaviour;
      this.left = behaviour.times();
    }
  }

  private final List<Planned> planned = new ArrayList<>();

  /** Comes after what was planned before for the same provider and address. */
  public synchronized void plan(Behaviour behaviour) {
    if (planned.size() >= PLANNED_MAX) {
      throw new IllegalArgumentException(
          "behaviours: " + planned.size() + " are planned (expected: < " + PLANNED_MAX + ")");
    }
    planned.add(new Planned(behaviour));
  }

  /** From now on everything is accepted at once. */
  public synchronized void clear() {
    planned.clear();
  }

  /** What to do with this request, after its delay; empty to treat it as a provider does. */
  Optional<Behaviour> next(Provider provider, String address) {
    var found = take(provider, address);
    found.ifPresent(
        behaviour -> {
          var until = System.nanoTime() + behaviour.delayMillis() * 1_000_000;
          for (var left = until - System.nanoTime();
              left > 0 && !Thread.currentThread().isInterrupted();
              left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
        });
    return found.filter(behaviour -> behaviour.status() >= 300);
  }

  private synchronized Optional<Behaviour> take(Provider provider, String address) {
    var found =
        planned.stream().filter(each -> each.behaviour.isFor(provider, address)).findFirst();
    found.ifPresent(each -> each.left--);
    planned.removeIf(each -> each.left == 0);
    return found.map(each -> each.behaviour);
  }
}
