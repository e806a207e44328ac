package org.plumbline.swarm;

import org.jspecify.annotations.Nullable;

/** A swarm's process could not be started, ended, or did not do what it was told. */
public final class SwarmFailure extends Exception {
  private static final long serialVersionUID = 1L;

  SwarmFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
