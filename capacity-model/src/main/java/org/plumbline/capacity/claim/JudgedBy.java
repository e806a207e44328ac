package org.plumbline.capacity.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a claim is judged.
 *
 * @param check name of the check in the judge
 * @param claimed the claimed quantity with its unit, or null when the claim states none
 * @param tolerance half a unit of the last digit that the document gives, with its unit; null when
 *     nothing is compared for equality
 * @param evidence ids of the evidence that the check reads; empty for a calculation
 * @param findings findings that must hold, as {@code <evidence id>/<finding id>}
 * @param figures what measured figures must be, as {@link FigureCondition} reads it; the bound is
 *     the tolerance
 * @param limit what the check leaves open, so that a claim that passes it holds only conditionally;
 *     null when it covers the whole claim
 */
public record JudgedBy(
    String check,
    @Nullable String claimed,
    @Nullable String tolerance,
    List<String> evidence,
    List<String> findings,
    List<String> figures,
    @Nullable String limit) {

  public JudgedBy {
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
    findings = findings == null ? List.of() : List.copyOf(findings);
    figures = figures == null ? List.of() : List.copyOf(figures);
  }
}
