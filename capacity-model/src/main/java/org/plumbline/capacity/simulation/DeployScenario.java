package org.plumbline.capacity.simulation;

import java.util.List;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/**
 * All chat servers are replaced, some at a time; each sends its devices away over a few seconds,
 * and they come back by the client's rule. Ten minutes of it are simulated.
 */
public final class DeployScenario implements Scenario {
  private static final int REPEATS = 5;
  private static final int SECONDS = 600;
  private static final int DEVICES_MAX = 400_000;
  private static final double DRAIN_SECONDS = 5;
  private static final double RETURN_SECONDS = 5;
  private static final List<Integer> HOURS = List.of(24, 4, 1);

  @Override
  public String name() {
    return "rolling_deploy";
  }

  @Override
  public String title() {
    return "All chat servers are replaced one after another";
  }

  @Override
  public SimulationResult run(World world, long seed) {
    Repeats repeats = new Repeats();
    for (int hours : HOURS) {
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        long[] bySecond = play(world, hours, new Draws(seed + repeat));
        double weight = weight(world, hours);
        long sum = 0;
        long most = 0;
        for (int second = 0; second < SECONDS; second++) {
          sum += bySecond[second];
          most = Math.max(most, bySecond[second]);
        }
        String subject = "within " + hours + " h";
        repeats
            .add(subject, "reconnects a second", sum * weight / SECONDS, "1/s")
            .add(subject, "reconnects a second at most", most * weight, "1/s")
            .add(
                subject,
                "by formula: connections / time",
                world.connectionsAtPeak() / (hours * 3600.0),
                "1/s");
      }
    }
    return new SimulationResult(
        name(),
        title(),
        seed,
        world.assumptions(
            World.given("seconds over which a server sends away", DRAIN_SECONDS, "drain-over"),
            World.given("seconds over which devices return", RETURN_SECONDS, "the client's rule"),
            World.given("simulated seconds", SECONDS, "of the whole, as even as it is"),
            World.given("repeats", REPEATS, "seeds of their own")),
        repeats.readings(),
        List.of());
  }

  private static double restarts(World world, int hours) {
    return world.servers() * SECONDS / (hours * 3600.0);
  }

  private static double weight(World world, int hours) {
    double devices = restarts(world, hours) * world.connectionsPerServer();
    return Math.max(1, devices / DEVICES_MAX);
  }

  /** Returns in each second; what began before the first second and still comes is in it. */
  private static long[] play(World world, int hours, Draws draws) {
    Simulator simulator = new Simulator();
    simulator.init();
    long[] bySecond = new long[SECONDS];
    double gap = hours * 3600.0 / world.servers();
    double filled = world.connectionsAtPeak() / world.servers();
    int devices = (int) Math.max(1, Math.round(filled / weight(world, hours)));
    double before = DRAIN_SECONDS + RETURN_SECONDS;
    for (double at = gap * draws.uniform(); at < SECONDS + before; at += gap) {
      new Event(simulator) {
        @Override
        public void actions() {
          for (int device = 0; device < devices; device++) {
            double back =
                simulator.time()
                    - before
                    + DRAIN_SECONDS * draws.uniform()
                    + RETURN_SECONDS * draws.uniform();
            if (back >= 0 && back < SECONDS) {
              bySecond[(int) back]++;
            }
          }
        }
      }.schedule(at);
    }
    simulator.start();
    return bySecond;
  }
}
