package org.plumbline.capacity.simulation;

import java.util.Arrays;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * One storm: every device tries, is taken, waits to be taken or is refused, and tries again by its
 * rule. Servers take connections in ticks of 100 ms, as the ledger's figures for S4-56 assume.
 */
final class Storm {
  private static final double TICK_SECONDS = 0.1;
  private static final double ROUNDING = 1e-9;

  private final StormPlan plan;
  private final Draws draws;
  private final Simulator simulator = new Simulator();
  private final double weight;
  private final double perTick;
  private final double[] stoodAt;

  private int stood;
  private long attempts;
  private long[] attemptsBySecond = new long[64];
  private long bookedTick;
  private long bookedInTick;

  private Storm(StormPlan plan, Draws draws) {
    this.plan = plan;
    this.draws = draws;
    int devices = (int) Math.min(plan.lost(), plan.sample());
    this.weight = plan.lost() / devices;
    this.perTick = plan.admittedPerSecond() * TICK_SECONDS / weight;
    this.stoodAt = new double[devices];
  }

  /**
   * What was seen, for all that were lost.
   *
   * @param attempts connections tried
   * @param attemptsPerSecondMax in the second with most of them
   * @param secondsTo99Percent until 99% stood again
   * @param secondsToAll until all did
   */
  record Seen(
      double attempts,
      double attemptsPerSecondMax,
      double secondsTo99Percent,
      double secondsToAll) {}

  static Seen play(StormPlan plan, Draws draws) {
    return new Storm(plan, draws).play();
  }

  private Seen play() {
    simulator.init();
    for (int i = 0; i < stoodAt.length; i++) {
      double noticed = plan.noticedWithinSeconds() * draws.uniform();
      new Device().schedule(noticed + plan.rule().delaySeconds(1, draws));
    }
    simulator.start();
    Arrays.sort(stoodAt);
    int enough = (int) Math.ceil(0.99 * stoodAt.length) - 1;
    return new Seen(
        attempts * weight,
        Arrays.stream(attemptsBySecond).max().orElse(0) * weight,
        stoodAt[Math.max(0, enough)],
        stoodAt[stoodAt.length - 1]);
  }

  private final class Device extends Event {
    private int failures = 1;

    Device() {
      super(simulator);
    }

    @Override
    public void actions() {
      count();
      double taken = takenAt();
      if (taken >= 0) {
        stoodAt[stood++] = taken;
      } else {
        failures++;
        schedule(plan.rule().delaySeconds(failures, draws));
      }
    }
  }

  private void count() {
    attempts++;
    int second = (int) (simulator.time() + ROUNDING);
    if (second >= attemptsBySecond.length) {
      attemptsBySecond = Arrays.copyOf(attemptsBySecond, 2 * second);
    }
    attemptsBySecond[second]++;
  }

  /** When whoever tries now is taken, or -1 when too many wait already. */
  private double takenAt() {
    long now = (long) (simulator.time() / TICK_SECONDS + ROUNDING);
    if (bookedTick < now) {
      bookedTick = now;
      bookedInTick = 0;
    }
    long tick = bookedTick;
    long inTick = bookedInTick;
    while (inTick >= capacity(tick)) {
      tick++;
      inTick = 0;
      if ((tick - now) * perTick > plan.backlog() / weight + ROUNDING) {
        return -1;
      }
    }
    bookedTick = tick;
    bookedInTick = inTick + 1;
    return tick == now ? simulator.time() : tick * TICK_SECONDS;
  }

  /** Whole connections of that tick; what is broken off adds up in later ones. */
  private long capacity(long tick) {
    return (long)
        (Math.floor((tick + 1) * perTick + ROUNDING) - Math.floor(tick * perTick + ROUNDING));
  }
}
