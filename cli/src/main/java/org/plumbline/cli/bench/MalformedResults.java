package org.plumbline.cli.bench;

import java.nio.file.Path;

/** A file that is none of JMH's results; the message names file, place, value and expectation. */
public final class MalformedResults extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedResults(Path file, String what) {
    super(file + ": " + what);
  }
}
