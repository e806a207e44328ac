package org.plumbline.capacity.simulation;

import java.util.Arrays;
import java.util.List;
import org.plumbline.capacity.fit.PollaczekKhinchine;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * 1:1 messages share a partition's worker with a group of 5,000, in its lane or beside it. Poisson
 * arrivals, one worker, first come first served: M/G/1, whose mean wait Pollaczek and Khinchine
 * give.
 */
public final class HotGroupScenario implements Scenario {
  private static final int REPEATS = 5;
  private static final double SECONDS = 600;
  private static final double DIRECT_RATE = 500;
  private static final double DIRECT_SECONDS = 100e-6;
  private static final double MEMBER_SECONDS = 18e-6;
  private static final double MEMBERS = 5_000;
  private static final List<Integer> GROUP_RATES = List.of(0, 1, 5, 10);

  @Override
  public String name() {
    return "hot_groups";
  }

  @Override
  public String title() {
    return "1:1 messages beside a hot group of 5,000 in one partition";
  }

  @Override
  public SimulationResult run(World world, long seed) {
    double groupSeconds = MEMBERS * world.onlineShareAtPeak() * MEMBER_SECONDS;
    Repeats repeats = new Repeats();
    for (int rate : GROUP_RATES) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        double[] waits = waits(rate, groupSeconds, new Draws(seed + repeat));
        add(repeats, "same lane, " + rate + " group messages/s", waits, rate, groupSeconds);
      }
    }
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      add(repeats, "own lane", waits(0, groupSeconds, new Draws(seed + repeat)), 0, groupSeconds);
    }
    return new SimulationResult(
        name(),
        title(),
        seed,
        world.assumptions(
            World.given("1:1 messages of the partition a second", DIRECT_RATE, "assumption"),
            World.given("seconds of a 1:1 message", DIRECT_SECONDS, "plumb bench: 111 us alone"),
            World.given("seconds of a member", MEMBER_SECONDS, "plumb bench: 17.9 us in batches"),
            World.given("members", MEMBERS, "s4 line 118, which says thousands"),
            World.given("repeats", REPEATS, "seeds of their own")),
        repeats.readings(),
        List.of());
  }

  private static void add(
      Repeats repeats, String subject, double[] waits, double groupRate, double groupSeconds) {
    Arrays.sort(waits);
    double mean = Arrays.stream(waits).average().orElse(0);
    repeats
        .add(subject, "wait of 1:1, mean", mean * 1e3, "ms")
        .add(subject, "wait of 1:1, p99", waits[(int) (0.99 * waits.length)] * 1e3, "ms")
        .add(subject, "by formula: mean", expected(groupRate, groupSeconds) * 1e3, "ms")
        .add(subject, "worker busy", DIRECT_RATE * DIRECT_SECONDS + groupRate * groupSeconds, "1");
  }

  /** Mean wait in seconds; all services of a kind last equally long. */
  private static double expected(double groupRate, double groupSeconds) {
    double rate = DIRECT_RATE + groupRate;
    double mean = (DIRECT_RATE * DIRECT_SECONDS + groupRate * groupSeconds) / rate;
    double square =
        (DIRECT_RATE * DIRECT_SECONDS * DIRECT_SECONDS + groupRate * groupSeconds * groupSeconds)
            / rate;
    return new PollaczekKhinchine(rate, mean, square / (mean * mean) - 1).meanWaitSeconds();
  }

  /** Seconds that each 1:1 message waited. */
  private static double[] waits(double groupRate, double groupSeconds, Draws draws) {
    Simulator simulator = new Simulator();
    simulator.init();
    double[] waits = new double[(int) (DIRECT_RATE * SECONDS * 1.1)];
    int[] counted = {0};
    double[] freeAt = {0};
    double rate = DIRECT_RATE + groupRate;
    new Event(simulator) {
      @Override
      public void actions() {
        double now = simulator.time();
        boolean direct = draws.uniform() * rate < DIRECT_RATE;
        double begins = Math.max(now, freeAt[0]);
        freeAt[0] = begins + (direct ? DIRECT_SECONDS : groupSeconds);
        if (direct && counted[0] < waits.length) {
          waits[counted[0]++] = begins - now;
        }
        if (now < SECONDS) {
          schedule(draws.exponential(1 / rate));
        }
      }
    }.schedule(0);
    simulator.start();
    return Arrays.copyOf(waits, counted[0]);
  }
}
