package org.plumbline.capacity.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.capacity.claim.Claim;
import org.plumbline.capacity.claim.ClaimCatalogue;
import org.plumbline.capacity.claim.JudgedBy;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Outcome;

/** Judges the claims of a catalogue from formulas and from the evidence of a run. */
public final class ClaimJudge {
  private final ClaimCatalogue catalogue;
  private final Map<String, ClaimCheck> checks;
  private final Map<String, Estimate> estimates;

  /** A judge of the given claims. */
  public ClaimJudge(ClaimCatalogue catalogue) {
    this.catalogue = catalogue;
    this.checks = Checks.byName();
    this.estimates = new HashMap<>();
    Estimate.PRESETS.forEach(name -> estimates.put(name, Estimate.preset(name)));
  }

  /**
   * One verdict for each claim, in the catalogue's order.
   *
   * @param evidence what a run left; empty to judge from the formulas alone
   */
  public List<JudgedClaim> judge(List<Evidence> evidence) {
    Map<String, Evidence> run = byId(evidence);
    return catalogue.claims().stream().map(claim -> judge(claim, run).on(claim)).toList();
  }

  private Judgement judge(Claim claim, Map<String, Evidence> run) {
    JudgedBy how = claim.judgedBy();
    ClaimCheck check = checks.get(how.check());
    if (check == null) {
      throw new IllegalArgumentException(
          claim.place()
              + ": "
              + claim.id()
              + ": judged_by.check: "
              + how.check()
              + " (expected: one of "
              + String.join(", ", checks.keySet())
              + ")");
    }
    Judgement judgement = check.judge(new Question(claim, how, estimates, run));
    String limit = how.limit();
    return limit != null && judgement.verdict() == Verdict.HOLDS
        ? judgement.as(Verdict.CONDITIONAL).because(limit)
        : judgement;
  }

  /**
   * Promises of the messenger, in its default settings, that the run saw broken. A claim of a
   * document that turns out wrong is none of them.
   */
  public List<BrokenPromise> brokenPromises(List<Evidence> evidence) {
    return evidence.stream()
        .filter(Promises::areMadeIn)
        .flatMap(
            one ->
                one.findings().stream()
                    .filter(Promises::isPromise)
                    .filter(finding -> finding.outcome() == Outcome.BROKEN)
                    .map(
                        finding ->
                            new BrokenPromise(one.id(), one.file(), finding, promisesOn(one.id()))))
        .toList();
  }

  private List<String> promisesOn(String evidenceId) {
    return catalogue.claims().stream()
        .filter(Claim::promise)
        .filter(claim -> rests(claim.judgedBy(), evidenceId))
        .map(Claim::id)
        .toList();
  }

  private static boolean rests(JudgedBy how, String evidence) {
    return how.evidence().contains(evidence);
  }

  private static Map<String, Evidence> byId(List<Evidence> evidence) {
    Map<String, Evidence> run = new HashMap<>();
    for (Evidence one : evidence) {
      if (run.put(one.id(), one) != null) {
        throw new IllegalArgumentException("evidence: " + one.id() + " twice (expected: once)");
      }
    }
    return run;
  }
}
