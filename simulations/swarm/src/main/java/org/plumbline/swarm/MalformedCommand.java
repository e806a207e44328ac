package org.plumbline.swarm;

/** A command that cannot be carried out; the message names field, value and what was expected. */
public final class MalformedCommand extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedCommand(String message) {
    super(message);
  }
}
