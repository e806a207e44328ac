package org.plumbline.dashboards;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One PromQL expression with where it stands.
 *
 * @param place for messages: the panel's or the rule's name
 * @param expression as it is in the file, with Grafana's variables
 * @param labels what the panel's legend names, and each series of the result must therefore have
 */
public record Query(String place, String expression, List<String> labels) {
  private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  public Query {
    labels = List.copyOf(labels);
  }

  static Query withLegend(String place, String expression, String legend) {
    return new Query(
        place, expression, LABEL.matcher(legend).results().map(found -> found.group(1)).toList());
  }

  @Override
  public String toString() {
    return place + ": " + expression;
  }
}
