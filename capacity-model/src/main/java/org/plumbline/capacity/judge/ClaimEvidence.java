package org.plumbline.capacity.judge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on: a calculation, runs, both, or what would have to be run.
 *
 * @param calculation the formula with its inputs, or null
 * @param runs the figures and findings of runs; may be empty
 * @param wanted what is missing, or null when the claim was judged
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClaimEvidence(
    @Nullable Calculation calculation, List<RunReference> runs, @Nullable Wanted wanted) {

  /**
   * What would have to be run.
   *
   * @param profile the profile that runs it
   * @param evidence ids of the missing evidence; empty while no check is built
   */
  public record Wanted(String profile, List<String> evidence) {}

  public ClaimEvidence {
    runs = List.copyOf(runs);
  }
}
