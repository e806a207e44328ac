package org.plumbline.capacity.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param judgedBy how it is judged, or null as long as no check is built
 * @param notRunBecause why nothing decides it yet and what would, in one or two sentences; null
 *     when a check is built, or when there is no more to say than that none is
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
    @Nullable JudgedBy judgedBy,
    @Nullable String notRunBecause) {

  public Claim {
    checks = List.copyOf(checks);
  }
}
