package org.plumbline.simulations.load;

import java.util.Set;
import org.plumbline.capacity.evidence.Evidence;

/** One user journey under load. The load profile says how much of it and for how long. */
public interface LoadScenario {

  /** The name on the command line: {@code one_to_one}. */
  String name();

  /** The options of the command line that it takes; any other one is refused. */
  default Set<LoadOption> takes() {
    return Set.of(LoadOption.NODES);
  }

  /**
   * How many chat nodes this much of it needs at least, each of which may hold as many connections
   * as its open files allow ({@link org.plumbline.compose.OpenFiles#connections}).
   */
  default int nodesNeeded(LoadProfile profile) {
    return 1;
  }

  /**
   * Runs the load, leaves its raw files in the run folder, and judges it. Writing the evidence file
   * is left to the caller.
   *
   * @throws LoadFailure when the load could not be run at all
   * @throws InterruptedException when the caller was interrupted; the generator is stopped
   */
  Evidence run(LoadContext context) throws LoadFailure, InterruptedException;
}
