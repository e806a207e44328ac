package org.plumbline.capacity.judge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.Claim;
import org.plumbline.capacity.claim.JudgedBy;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.quantity.Quantity;

/** A claim put to a check, with all that the check may look at. */
record Question(
    Claim claim, JudgedBy how, Map<String, Estimate> estimates, Map<String, Evidence> run) {

  /** The claimed quantity; a check that asks for it needs it in the claim's data. */
  Quantity claimed() {
    return Quantity.parse(stated("claimed", how.claimed()));
  }

  Quantity tolerance() {
    return Quantity.parse(stated("tolerance", how.tolerance()));
  }

  private String stated(String field, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException(
          claim.id()
              + ": judged_by."
              + field
              + ": missing (expected: a quantity for "
              + how.check()
              + ")");
    }
    return value;
  }

  /** The inputs of the claim's document. */
  Estimate estimate() {
    return estimate(claim.document());
  }

  Estimate estimate(String document) {
    return Objects.requireNonNull(estimates.get(document), document);
  }

  Optional<Evidence> evidence(String id) {
    return Optional.ofNullable(run.get(id));
  }

  /** Ids of the evidence that the claim needs and the run did not leave. */
  List<String> missing() {
    return how.evidence().stream().filter(id -> !run.containsKey(id)).toList();
  }

  /** The verdict while evidence is missing. */
  Judgement notRun() {
    List<String> missing = missing();
    String profile = claim.profile().wireName();
    return Judgement.of(Verdict.NOT_RUN)
        .because(
            "No evidence of "
                + String.join(", ", missing)
                + "; 'plumb check --profile "
                + profile
                + "' would bring it.")
        .wanting(new ClaimEvidence.Wanted(profile, missing));
  }

  /** What of the evidence a verdict rests on; figures that it lacks are left out. */
  static RunReference reference(Evidence evidence, List<String> figures, List<String> findings) {
    TreeMap<String, Figure> used =
        figures.stream()
            .filter(name -> evidence.figure(name).isPresent())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> evidence.figure(name).orElseThrow(),
                    (one, other) -> one,
                    TreeMap::new));
    return new RunReference(
        evidence.id(),
        evidence.file(),
        used,
        evidence.findings().stream().filter(found -> findings.contains(found.id())).toList());
  }
}
