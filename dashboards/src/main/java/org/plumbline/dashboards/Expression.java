package org.plumbline.dashboards;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What can be told of a PromQL expression without Prometheus. */
public final class Expression {
  private static final Pattern STRING = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern LABEL_LIST =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?![\\w:])(?!\\s*\\()");
  private static final Pattern THRESHOLD =
      Pattern.compile("\\s*(==|!=|>=|<=|>|<)\\s*-?[0-9.eE+]+\\s*$");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring");

  private Expression() {}

  /** The names of all metrics that an expression reads. */
  public static SortedSet<String> metrics(String expression) {
    var bare = expression;
    for (var noise : List.of(STRING, MATCHERS, RANGE, LABEL_LIST)) {
      bare = noise.matcher(bare).replaceAll(" ");
    }
    var names = new TreeSet<String>();
    NAME.matcher(bare)
        .results()
        .map(found -> found.group())
        .filter(name -> !WORDS.contains(name))
        .forEach(names::add);
    return names;
  }

  /**
   * The conditions of an alert without their thresholds: what must have data for the alert to be
   * able to see anything. {@code a > 1 and b > 2} gives {@code a} and {@code b}.
   */
  public static List<String> withoutThresholds(String expression) {
    return Arrays.stream(expression.split("\\s+and\\s+"))
        .map(condition -> THRESHOLD.matcher(condition).replaceFirst("").strip())
        .toList();
  }

  /** Puts values in the place of Grafana's variables, {@code $name} or {@code ${name}}. */
  public static String fill(String expression, Map<String, String> values) {
    var filled = expression;
    for (var value : values.entrySet()) {
      filled =
          filled
              .replace("${" + value.getKey() + "}", value.getValue())
              .replace("$" + value.getKey(), value.getValue());
    }
    return filled;
  }
}
