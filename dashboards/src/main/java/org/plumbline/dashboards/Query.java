package org.plumbline.dashboards;

/**
 * One PromQL expression with where it stands.
 *
 * @param place for messages: the panel's or the rule's name
 * @param expression as it is in the file, with Grafana's variables
 */
public record Query(String place, String expression) {
  @Override
  public String toString() {
    return place + ": " + expression;
  }
}
