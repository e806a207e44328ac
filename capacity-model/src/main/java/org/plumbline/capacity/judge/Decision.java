package org.plumbline.capacity.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contradiction of the documents with what is known of each option.
 *
 * @param id {@code X-01} to {@code X-28}
 * @param question what must be decided
 * @param options the answers of the documents
 * @param figures what was measured that helps to decide
 * @param recommended the option that is recommended
 * @param conditions under which it is
 * @param support whether the verdicts and figures that the recommendation rests on bear it out
 * @param grounds those verdicts and figures, in words
 */
public record Decision(
    String id,
    String question,
    List<Option> options,
    List<Measured> figures,
    String recommended,
    String conditions,
    Support support,
    List<String> grounds) {

  /** Whether a recommendation is borne out. */
  public enum Support {
    /** By all that it rests on. */
    SUPPORTED,
    /** Something that it rests on came out otherwise. */
    CONTRADICTED,
    /** Something that it rests on was not run, or is not clear. */
    OPEN
  }

  /** One answer, with the claims that give it as they were judged. */
  public record Option(String name, List<Grounds> claims) {}

  /**
   * A claim as it was judged.
   *
   * @param claim its id
   * @param verdict its verdict
   * @param claimed what the document says, or null
   * @param found what was calculated or measured, or null
   */
  public record Grounds(
      String claim, Verdict verdict, @Nullable String claimed, @Nullable String found) {}

  /**
   * A figure of a run.
   *
   * @param place evidence and name
   * @param value with its unit and interval, or null when it was not measured
   */
  public record Measured(String place, @Nullable String value) {}

  public Decision {
    options = List.copyOf(options);
    figures = List.copyOf(figures);
    grounds = List.copyOf(grounds);
  }
}
