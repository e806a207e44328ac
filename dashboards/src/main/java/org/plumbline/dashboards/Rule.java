package org.plumbline.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A rule of Prometheus: it either records a series under a name, or raises an alert. */
public sealed interface Rule {
  String name();

  String expression();

  default Query query() {
    return new Query(name(), expression(), List.of());
  }

  /** Keeps the expression's value as a series of its own. */
  record Recording(String name, String expression) implements Rule {}

  /**
   * Raised while the expression has a result.
   *
   * @param severity how urgent it is: warning or critical
   * @param summary one line for whoever is called
   */
  record Alert(String name, String expression, String severity, String summary) implements Rule {}

  /**
   * Reads the rules of a file, in their order.
   *
   * @throws IOException when the file is missing or is no YAML
   */
  static List<Rule> read(Path file) throws IOException {
    var rules = new ArrayList<Rule>();
    for (var group : new YAMLMapper().readTree(file.toFile()).path("groups")) {
      for (var rule : group.path("rules")) {
        rules.add(rule(rule));
      }
    }
    return List.copyOf(rules);
  }

  private static Rule rule(JsonNode rule) {
    var expression = rule.path("expr").asText();
    return rule.has("record")
        ? new Recording(rule.path("record").asText(), expression)
        : new Alert(
            rule.path("alert").asText(),
            expression,
            rule.path("labels").path("severity").asText(),
            rule.path("annotations").path("summary").asText());
  }
}
