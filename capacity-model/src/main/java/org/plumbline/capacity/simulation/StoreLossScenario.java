package org.plumbline.capacity.simulation;

import java.util.Arrays;
import java.util.List;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * A node of a ring of stores is lost. A write goes to all replicas of its key and is done when a
 * majority has answered; each node is one queue with exponential service.
 */
public final class StoreLossScenario implements Scenario {
  private static final int REPEATS = 5;
  private static final int NODES = 12;
  private static final double SERVICE_SECONDS = 0.001;
  private static final double UTILISATION = 0.5;
  private static final double SECONDS = 60;
  private static final List<Integer> REPLICAS = List.of(1, 2, 3);

  @Override
  public String name() {
    return "cassandra_loss";
  }

  @Override
  public String title() {
    return "A node of the message store is lost";
  }

  @Override
  public SimulationResult run(World world, long seed) {
    Repeats repeats = new Repeats();
    for (int replicas : REPLICAS) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        for (int alive : new int[] {NODES, NODES - 1}) {
          String state = alive == NODES ? "all alive" : "one lost";
          String subject = replicas + (replicas == 1 ? " replica, " : " replicas, ") + state;
          new Ring(replicas, alive, new Draws(seed + repeat)).play(subject, repeats);
        }
      }
    }
    return new SimulationResult(
        name(),
        title(),
        seed,
        world.assumptions(
            World.given("nodes of the ring", NODES, "assumption; a part of the whole"),
            World.given("seconds of a write on a node", SERVICE_SECONDS, "assumption"),
            World.given("busy share of a node before", UTILISATION, "assumption"),
            World.given("simulated seconds", SECONDS, "of each state"),
            World.given("repeats", REPEATS, "seeds of their own")),
        repeats.readings(),
        List.of());
  }

  private static final class Ring {
    private final int replicas;
    private final int alive;
    private final Draws draws;
    private final double[] freeAt = new double[NODES];
    private final double rate;
    private double[] answers = new double[1024];
    private int answered;
    private long refused;

    Ring(int replicas, int alive, Draws draws) {
      this.replicas = replicas;
      this.alive = alive;
      this.draws = draws;
      this.rate = UTILISATION / SERVICE_SECONDS * NODES / replicas;
    }

    void play(String subject, Repeats repeats) {
      Simulator simulator = new Simulator();
      simulator.init();
      new Event(simulator) {
        @Override
        public void actions() {
          write(simulator.time());
          if (simulator.time() < SECONDS) {
            schedule(draws.exponential(1 / rate));
          }
        }
      }.schedule(0);
      simulator.start();
      double[] sorted = Arrays.copyOf(answers, answered);
      Arrays.sort(sorted);
      repeats
          .add(subject, "write, p50", sorted[answered / 2] * 1e3, "ms")
          .add(subject, "write, p99", sorted[(int) (0.99 * answered)] * 1e3, "ms")
          .add(subject, "writes that cannot be done", (double) refused / (refused + answered), "1");
    }

    private void write(double now) {
      int first = draws.below(NODES);
      double[] done = new double[replicas];
      int asked = 0;
      for (int replica = 0; replica < replicas; replica++) {
        int node = (first + replica) % NODES;
        if (node < alive) {
          freeAt[node] = Math.max(now, freeAt[node]) + draws.exponential(SERVICE_SECONDS);
          done[asked++] = freeAt[node] - now;
        }
      }
      int majority = replicas / 2 + 1;
      if (asked < majority) {
        refused++;
        return;
      }
      Arrays.sort(done, 0, asked);
      if (answered == answers.length) {
        answers = Arrays.copyOf(answers, 2 * answered);
      }
      answers[answered++] = done[majority - 1];
    }
  }
}
