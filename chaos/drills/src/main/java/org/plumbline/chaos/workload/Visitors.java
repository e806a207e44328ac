package org.plumbline.chaos.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Users who come and go, so that there are changes of presence to see, and messages for somebody
 * who is away. Each has a friend whose devices watch him and write to him. The visits are
 * staggered.
 */
final class Visitors {

  /** One of them, and when he next goes or comes. */
  private static final class Visit {
    final Participant visitor;
    long nextNanos;

    Visit(Participant visitor, long nextNanos) {
      this.visitor = visitor;
      this.nextNanos = nextNanos;
    }
  }

  private final Fleet fleet;
  private final List<Participant> visitors;
  private final List<Visit> visits = new ArrayList<>();

  Visitors(Fleet fleet, List<Participant> visitors) {
    this.fleet = fleet;
    this.visitors = List.copyOf(visitors);
  }

  boolean has(Participant participant) {
    return visitors.contains(participant);
  }

  /** The visits begin now. */
  void begin() {
    long stay = fleet.plan().mix().visitFor().toNanos();
    long now = fleet.runtime().nanos();
    for (int number = 0; number < visitors.size(); number++) {
      visits.add(new Visit(visitors.get(number), now + stay * (number + 1) / visitors.size()));
    }
  }

  /** Lets those go and come whose time it is. */
  void step() {
    long now = fleet.runtime().nanos();
    for (Visit visit : visits) {
      if (now >= visit.nextNanos) {
        Mix mix = fleet.plan().mix();
        if (visit.visitor.isAway()) {
          visit.visitor.comeBack();
          visit.nextNanos = now + mix.visitFor().toNanos();
        } else {
          visit.visitor.leave(now);
          visit.nextNanos = now + mix.awayFor().toNanos();
        }
      }
    }
  }

  /** All come back and stay. */
  void end() {
    visits.clear();
    visitors.forEach(Participant::comeBack);
  }

  /** How long a step may come late. */
  static long stepMillis() {
    return TimeUnit.SECONDS.toMillis(1) / 20;
  }
}
