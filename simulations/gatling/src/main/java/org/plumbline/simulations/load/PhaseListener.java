package org.plumbline.simulations.load;

/**
 * Hears when a phase begins, some milliseconds later at most. Called on the thread that reads the
 * generator's output: it may take a sample, but not wait.
 */
@FunctionalInterface
public interface PhaseListener {

  /** The phase has begun. */
  void phaseBegan(LoadPhase phase);
}
