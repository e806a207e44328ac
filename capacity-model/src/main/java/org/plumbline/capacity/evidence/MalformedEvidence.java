package org.plumbline.capacity.evidence;

import java.nio.file.Path;

/** An evidence file that cannot be read; the message names file, field, value and expectation. */
public final class MalformedEvidence extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  MalformedEvidence(Path file, String complaint, Throwable cause) {
    super(file + ": " + complaint, cause);
    this.file = file;
  }

  /** The file that was refused. */
  public Path file() {
    return file;
  }
}
