package org.plumbline.messenger;

import io.micronaut.runtime.Micronaut;

/** Starts a node. Which roles it has and which servers it uses is configuration. */
public final class Messenger {

  private Messenger() {}

  /** Runs until the process is told to stop. */
  public static void main(String[] arguments) {
    Micronaut.run(Messenger.class, arguments);
  }
}
