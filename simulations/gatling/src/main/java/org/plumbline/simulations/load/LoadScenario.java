package org.plumbline.simulations.load;

import org.plumbline.capacity.evidence.Evidence;

/** One user journey under load. The load profile says how much of it and for how long. */
public interface LoadScenario {

  /** The name on the command line: {@code one_to_one}. */
  String name();

  /**
   * Runs the load, leaves its raw files in the run folder, and judges it. Writing the evidence file
   * is left to the caller.
   *
   * @throws LoadFailure when the load could not be run at all
   * @throws InterruptedException when the caller was interrupted; the generator is stopped
   */
  Evidence run(LoadContext context) throws LoadFailure, InterruptedException;
}
