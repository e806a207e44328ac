package org.plumbline.capacity.claim;

import java.util.List;

/**
 * One checkable claim of a design document.
 *
 * @param id {@code S0-15}: document and number
 * @param document {@code s0} to {@code s4}
 * @param line line or lines of the document, for example {@code 32} or {@code 40-44}
 * @param statement what is claimed, in our words
 * @param kind what it is about
 * @param checks what could decide it; empty for background and wording
 * @param profile what must be run to judge it
 * @param promise whether the messenger promises it in its default settings
 * @param judgedBy how it is judged
 * @param place file and line of our data that hold it, for example {@code s0.yaml:12}
 */
public record Claim(
    String id,
    String document,
    String line,
    String statement,
    ClaimKind kind,
    List<CheckKind> checks,
    Profile profile,
    boolean promise,
    JudgedBy judgedBy,
    String place) {

  public Claim {
    checks = List.copyOf(checks);
  }
}
