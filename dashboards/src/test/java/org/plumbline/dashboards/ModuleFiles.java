package org.plumbline.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The module's files, as a test that runs in the module's folder finds them. */
final class ModuleFiles {
  static final Path PROMETHEUS = Path.of("prometheus").toAbsolutePath();
  static final Path GRAFANA = Path.of("grafana").toAbsolutePath();
  static final Path CONFIG = PROMETHEUS.resolve("prometheus.yml");

  private ModuleFiles() {}

  static Dashboard dashboard() {
    try {
      return Dashboard.read(GRAFANA.resolve("dashboards/messenger.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> ruleFiles() {
    return List.of(
        PROMETHEUS.resolve("rules/recording.yml"), PROMETHEUS.resolve("rules/alerts.yml"));
  }

  static List<Rule> rules() {
    var rules = new ArrayList<Rule>();
    for (var file : ruleFiles()) {
      try {
        rules.addAll(Rule.read(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rules;
  }
}
