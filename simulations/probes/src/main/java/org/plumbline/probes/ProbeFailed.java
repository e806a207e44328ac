package org.plumbline.probes;

/** Something else was seen than expected; the message is the witness. */
public final class ProbeFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public ProbeFailed(String witness) {
    super(witness);
  }

  /** Fails with the witness unless it was seen. */
  static void unless(boolean seen, String witness) throws ProbeFailed {
    if (!seen) {
      throw new ProbeFailed(witness);
    }
  }
}
