package org.plumbline.chaos.history;

/** A line that is no event; the message names the line and the field. */
public final class MalformedHistory extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedHistory(int line, String complaint) {
    super("line " + line + ": " + complaint);
  }
}
