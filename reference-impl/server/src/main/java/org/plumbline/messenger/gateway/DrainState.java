package org.plumbline.messenger.gateway;

import jakarta.inject.Singleton;

/** Whether this node is about to stop and takes no new sessions. Never taken back. */
@Singleton
public final class DrainState {

  private volatile boolean draining;

  /** From now on no session begins here. */
  void begin() {
    draining = true;
  }

  /** Whether new sessions have to go to another node. */
  public boolean isDraining() {
    return draining;
  }
}
