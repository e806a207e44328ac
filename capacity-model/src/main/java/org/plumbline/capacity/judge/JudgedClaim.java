package org.plumbline.capacity.judge;

import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.ClaimKind;

/**
 * A claim with its verdict; serialises to JSON as {@code plumb claims --format json} prints it.
 *
 * @param id {@code S0-15}
 * @param document {@code s0} to {@code s4}
 * @param line line or lines of the document
 * @param statement what is claimed, in our words
 * @param kind what it is about
 * @param verdict the computed verdict
 * @param claimed what the document claims, or null when it gives nothing to compare with
 * @param found what was calculated or measured, or null when nothing was
 * @param ratio claimed over found, or null when the two are not numbers of one kind
 * @param cause why the verdict is not a plain {@code holds}, or null
 * @param consequence what follows for someone who builds on the claim, or null
 * @param evidence what the verdict rests on
 */
public record JudgedClaim(
    String id,
    String document,
    String line,
    String statement,
    ClaimKind kind,
    Verdict verdict,
    @Nullable Amount claimed,
    @Nullable Amount found,
    @Nullable Double ratio,
    @Nullable String cause,
    @Nullable String consequence,
    ClaimEvidence evidence) {}
