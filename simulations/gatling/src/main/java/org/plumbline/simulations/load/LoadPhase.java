package org.plumbline.simulations.load;

/** Where a load is. The generator tells each phase when it begins. */
public enum LoadPhase {
  /** All devices are connected; messages flow, and nothing of it enters the figures. */
  WARM_UP,
  /** What is measured. */
  STEADY,
  /** No more messages are sent; outstanding deliveries are waited for. */
  DRAIN,
  /** The sockets are being closed. */
  ENDED
}
