package org.plumbline.capacity.claim;

import java.util.List;
import java.util.SortedMap;

/**
 * A question to which the documents give several answers.
 *
 * @param id {@code X-01} to {@code X-28}
 * @param question what must be decided
 * @param options the answers, with the claims that give them
 * @param figures measured figures that help to decide, whichever answer they favour
 * @param recommended the name of the option that we recommend
 * @param conditions under which it is
 * @param restsOn verdicts that the recommendation rests on: by claim, those that speak for it
 * @param figuresMustBe what must have been measured for it
 */
public record Contradiction(
    String id,
    String question,
    List<Option> options,
    List<FigureCondition.Place> figures,
    String recommended,
    String conditions,
    SortedMap<String, List<String>> restsOn,
    List<FigureCondition> figuresMustBe) {

  /**
   * One answer.
   *
   * @param name in a few words
   * @param claims ids of the claims that give it, or speak of it
   */
  public record Option(String name, List<String> claims) {
    public Option {
      claims = List.copyOf(claims);
    }
  }

  public Contradiction {
    options = List.copyOf(options);
    figures = List.copyOf(figures);
    figuresMustBe = List.copyOf(figuresMustBe);
  }
}
