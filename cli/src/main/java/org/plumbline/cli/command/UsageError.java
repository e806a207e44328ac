package org.plumbline.cli.command;

/** An argument that cannot be used; the message names it, its value and what was expected. */
final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageError(String argument, Object value, String expected) {
    super(argument + ": " + value + " (expected: " + expected + ")");
  }

  UsageError(String message) {
    super(message);
  }
}
