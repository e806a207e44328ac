package org.plumbline.capacity.simulation;

import java.util.Arrays;
import java.util.List;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * One node of the session directory loses all it knew: its devices cannot be found until they are
 * recorded again, with the next heartbeat or by their servers at once.
 */
public final class DirectoryLossScenario implements Scenario {
  private static final int REPEATS = 5;
  private static final int SAMPLE = 100_000;
  private static final double DIRECTORY_NODES = 50;
  private static final double HEARTBEAT_SECONDS = 30;
  private static final double AT_ONCE_SECONDS = 5;

  @Override
  public String name() {
    return "redis_loss";
  }

  @Override
  public String title() {
    return "A node of the session directory loses what it knew";
  }

  @Override
  public SimulationResult run(World world, long seed) {
    Repeats repeats = new Repeats();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      play(world, "with the next heartbeat", HEARTBEAT_SECONDS, new Draws(seed + repeat), repeats);
      play(world, "by the servers at once", AT_ONCE_SECONDS, new Draws(seed + repeat), repeats);
    }
    return new SimulationResult(
        name(),
        title(),
        seed,
        world.assumptions(
            World.given("nodes of the directory", DIRECTORY_NODES, "assumption"),
            World.given("seconds between heartbeats", HEARTBEAT_SECONDS, "assumption"),
            World.given("seconds over which servers record again", AT_ONCE_SECONDS, "assumption"),
            World.given("simulated devices", SAMPLE, "each stands for as many as needed"),
            World.given("repeats", REPEATS, "seeds of their own")),
        repeats.readings(),
        List.of());
  }

  private static void play(
      World world, String subject, double within, Draws draws, Repeats repeats) {
    double lost = world.connectionsAtPeak() / DIRECTORY_NODES;
    double perDevice =
        world.messagesPerSecond() * world.fanOut() / world.users() / world.onlineShareAtPeak();
    double weight = lost / SAMPLE;
    Simulator simulator = new Simulator();
    simulator.init();
    double[] recordedAt = new double[SAMPLE];
    long[] bySecond = new long[(int) within + 1];
    long[] missed = {0};
    for (int device = 0; device < SAMPLE; device++) {
      int number = device;
      new Event(simulator) {
        @Override
        public void actions() {
          double now = simulator.time();
          recordedAt[number] = now;
          bySecond[(int) now]++;
          double next = draws.exponential(1 / perDevice);
          while (next < now) {
            missed[0]++;
            next += draws.exponential(1 / perDevice);
          }
        }
      }.schedule(within * draws.uniform());
    }
    simulator.start();
    Arrays.sort(recordedAt);
    repeats
        .add(subject, "devices not found at first", lost, "1")
        .add(subject, "time to 99% recorded", recordedAt[(int) (0.99 * SAMPLE)], "s")
        .add(
            subject,
            "recorded a second at most",
            Arrays.stream(bySecond).max().orElse(0) * weight,
            "1/s")
        .add(subject, "deliveries that go to the log instead", missed[0] * weight, "1");
  }
}
