package org.plumbline.capacity.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.Claim;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/** What a check says of a claim; every {@code with} gives a new one. */
record Judgement(
    Verdict verdict,
    @Nullable Amount claimed,
    @Nullable Amount found,
    @Nullable Double ratio,
    @Nullable String cause,
    @Nullable String consequence,
    ClaimEvidence evidence) {

  static Judgement of(Verdict verdict) {
    ClaimEvidence nothing = new ClaimEvidence(null, List.of(), null);
    return new Judgement(verdict, null, null, null, null, null, nothing);
  }

  /** Holds when the claimed quantity is what was found, within the stated tolerance. */
  static Judgement comparing(Question question, Quantity found) {
    Quantity claimed = question.claimed();
    Quantity tolerance = question.tolerance();
    boolean same = claimed.isWithin(tolerance, found);
    Judgement judgement =
        of(same ? Verdict.HOLDS : Verdict.FAILS)
            .claimed(claimed)
            .found(found)
            .ratio(claimed, found);
    boolean exact = claimed.isWithin(claimed.nothing(), found);
    return same && !exact
        ? judgement.because(
            "Rounded: the exact figure is "
                + found.text()
                + ", within half a unit of the last digit given ("
                + tolerance.text()
                + ").")
        : judgement;
  }

  Judgement as(Verdict other) {
    return new Judgement(other, claimed, found, ratio, cause, consequence, evidence);
  }

  Judgement claimed(Quantity quantity) {
    return claimed(Amount.of(quantity));
  }

  Judgement claimed(Amount amount) {
    return new Judgement(verdict, amount, found, ratio, cause, consequence, evidence);
  }

  Judgement found(Quantity quantity) {
    return found(Amount.of(quantity));
  }

  Judgement found(Amount amount) {
    return new Judgement(verdict, claimed, amount, ratio, cause, consequence, evidence);
  }

  /** Nothing found leaves no ratio, since a number over zero says nothing. */
  Judgement ratio(Quantity claimedQuantity, Quantity foundQuantity) {
    Double quotient =
        foundQuantity.inBaseUnit() == 0
            ? null
            : Numbers.forJson(claimedQuantity.ratioTo(foundQuantity));
    return new Judgement(verdict, claimed, found, quotient, cause, consequence, evidence);
  }

  Judgement because(String text) {
    return new Judgement(verdict, claimed, found, ratio, text, consequence, evidence);
  }

  Judgement consequently(String text) {
    return new Judgement(verdict, claimed, found, ratio, cause, text, evidence);
  }

  Judgement by(Calculation calculation) {
    ClaimEvidence more = new ClaimEvidence(calculation, evidence.runs(), evidence.wanted());
    return new Judgement(verdict, claimed, found, ratio, cause, consequence, more);
  }

  Judgement by(List<RunReference> runs) {
    List<RunReference> all = new ArrayList<>(evidence.runs());
    all.addAll(runs);
    ClaimEvidence more = new ClaimEvidence(evidence.calculation(), all, evidence.wanted());
    return new Judgement(verdict, claimed, found, ratio, cause, consequence, more);
  }

  Judgement wanting(ClaimEvidence.Wanted wanted) {
    ClaimEvidence more = new ClaimEvidence(evidence.calculation(), evidence.runs(), wanted);
    return new Judgement(verdict, claimed, found, ratio, cause, consequence, more);
  }

  JudgedClaim on(Claim claim) {
    return new JudgedClaim(
        claim.id(),
        claim.document(),
        claim.line(),
        claim.statement(),
        claim.kind(),
        verdict,
        claimed,
        found,
        ratio,
        cause,
        consequence,
        evidence);
  }

  /** A ratio for a sentence: {@code 2.991}. */
  static String times(double ratio) {
    return Numbers.text(ratio);
  }
}
