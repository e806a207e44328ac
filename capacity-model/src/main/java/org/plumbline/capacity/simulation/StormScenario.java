package org.plumbline.capacity.simulation;

import java.util.List;
import org.plumbline.capacity.simulation.SimulationResult.Assumption;

/**
 * A server, a zone or a region is lost at the day's peak, and its devices come back by each of the
 * rules that claim S4-56 compares.
 */
public final class StormScenario implements Scenario {
  private static final int SAMPLE = 4_000;
  private static final int REPEATS = 5;

  /** Claim S4-56's case: one server's devices, taken by a group of ten others. */
  private static final double LEDGER_LOST = 100_000;

  private static final double LEDGER_ADMITTED = 5_000;

  private record Loss(String name, double lost, double admitted) {}

  @Override
  public String name() {
    return "reconnect_storm";
  }

  @Override
  public String title() {
    return "A server, a zone or a region is lost at the peak, and its devices come back";
  }

  @Override
  public SimulationResult run(World world, long seed) {
    Repeats repeats = new Repeats();
    for (Loss loss : losses(world)) {
      for (ReturnRule rule : ReturnRule.compared()) {
        StormPlan plan = new StormPlan(loss.lost(), loss.admitted(), 0, 0, rule, SAMPLE);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
          add(repeats, loss.name() + ", " + rule.name(), Storm.play(plan, draws(seed, repeat)));
        }
      }
    }
    List<Assumption> assumptions =
        world.assumptions(
            World.given("servers", world.servers(), "connections at the peak by those of one"),
            World.given("zones of a region", world.zones(), "assumption"),
            new Assumption("server", "100,000 lost, 5,000/s taken", "claim S4-56, its ledger"),
            new Assumption("queue of those to be taken", "none", "claim S4-56, its ledger"),
            World.given("simulated devices", SAMPLE, "each stands for as many as needed"),
            World.given("repeats", REPEATS, "seeds of their own"));
    return new SimulationResult(name(), title(), seed, assumptions, repeats.readings(), List.of());
  }

  private static Draws draws(long seed, int repeat) {
    return new Draws(seed + repeat);
  }

  private static void add(Repeats repeats, String subject, Storm.Seen seen) {
    repeats
        .add(subject, "attempts", seen.attempts(), "1")
        .add(subject, "attempts a second at most", seen.attemptsPerSecondMax(), "1/s")
        .add(subject, "time to 99% back", seen.secondsTo99Percent(), "s")
        .add(subject, "time to all back", seen.secondsToAll(), "s");
  }

  /** A zone's devices go to the other zones of its region, a region's to the other regions. */
  private static List<Loss> losses(World world) {
    Region largest =
        world.regions().stream().max((a, b) -> Double.compare(a.share(), b.share())).orElseThrow();
    double inRegion = world.connectionsAtPeak() * largest.share();
    double inZone = inRegion / world.zones();
    double taken = world.servers() * world.admittedPerServer();
    return List.of(
        new Loss("server", LEDGER_LOST, LEDGER_ADMITTED),
        new Loss("zone", inZone, taken * largest.share() * (1 - 1.0 / world.zones())),
        new Loss("region", inRegion, taken * (1 - largest.share())));
  }
}
