package org.plumbline.capacity.simulation;

import java.util.List;
import java.util.Optional;

/** Something that happens to a world of users and servers. */
public sealed interface Scenario
    permits DayScenario,
        StormScenario,
        DeployScenario,
        HotGroupScenario,
        DirectoryLossScenario,
        StoreLossScenario,
        ShardGrowthScenario {

  /** Every scenario, in the order in which they are listed. */
  static List<Scenario> all() {
    return List.of(
        new DayScenario(),
        new StormScenario(),
        new DeployScenario(),
        new HotGroupScenario(),
        new DirectoryLossScenario(),
        new StoreLossScenario(),
        new ShardGrowthScenario());
  }

  /** The scenario of that name, or empty when there is none. */
  static Optional<Scenario> named(String name) {
    return all().stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }

  /** In commands and files. */
  String name();

  /** In words. */
  String title();

  /** Plays it; the same world and seed give the same result. */
  SimulationResult run(World world, long seed);
}
