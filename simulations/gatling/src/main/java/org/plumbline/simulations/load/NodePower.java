package org.plumbline.simulations.load;

/** Ends and starts chat nodes, for loads that ask what happens then. */
public interface NodePower {

  /** Kills the node of that id without a warning, and returns when it is gone. */
  void kill(String node) throws LoadFailure;

  /** Starts it again at the same addresses, and returns when it is ready. */
  void start(String node) throws LoadFailure, InterruptedException;
}
