package org.plumbline.chaos.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What users of a workload do besides writing to each other, while the load runs. */
final class Pastimes implements AutoCloseable {

  private static final Duration SAMPLES = Duration.ofMillis(500);

  /** After the load: how long a change of members may take to be answered. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(10);

  private final Fleet fleet;
  private final QueueSamples queues;
  private final List<Rhythm> rhythms = new ArrayList<>();

  Pastimes(Fleet fleet) {
    this.fleet = fleet;
    this.queues = new QueueSamples(fleet);
  }

  void start() {
    Mix mix = fleet.plan().mix();
    long seed = fleet.plan().seed();
    if (mix.groups() > 0) {
      begin(mix.changeEvery(), "drill-groups", fleet.groups()::step);
    }
    if (mix.visitors() > 0) {
      fleet.visitors().begin();
      begin(Duration.ofMillis(Visitors.stepMillis()), "drill-visitors", fleet.visitors()::step);
    }
    if (mix.looksPerSecond() > 0) {
      Looks looks = new Looks(fleet, new Random(seed + 1));
      begin(Duration.ofSeconds(1).dividedBy(mix.looksPerSecond()), "drill-looks", looks::step);
    }
    if (mix.readsPerSecond() > 0) {
      Readers readers = new Readers(fleet, new Random(seed + 2));
      begin(Duration.ofSeconds(1).dividedBy(mix.readsPerSecond()), "drill-reads", readers::step);
    }
    if (!fleet.plan().outlook().metrics().isEmpty()) {
      begin(SAMPLES, "drill-queues", queues::step);
    }
  }

  private void begin(Duration interval, String name, Rhythm.Beat beat) {
    rhythms.add(Rhythm.every(interval, name, beat));
  }

  /** Ends them all: visitors are back, and no change of members is open. */
  @Override
  public void close() {
    rhythms.forEach(Rhythm::close);
    rhythms.clear();
    queues.close();
    fleet.visitors().end();
    fleet.groups().settle(fleet.runtime().nanos() + SETTLED_WITHIN.toNanos());
  }
}
