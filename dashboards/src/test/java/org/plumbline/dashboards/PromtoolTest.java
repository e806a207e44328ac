package org.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules under Prometheus' own checker, and against made-up series. */
class PromtoolTest {
  @Test
  void shouldPassTheCheckerWhenConfigAndRulesAreRead() throws Exception {
    var promtool = Programs.require("promtool");

    var config = Programs.run(promtool, "check", "config", ModuleFiles.CONFIG.toString());
    assertThat(config.status()).as(config.output()).isZero();
    for (var file : ModuleFiles.ruleFiles()) {
      var rules = Programs.run(promtool, "check", "rules", file.toString());
      assertThat(rules.status()).as(rules.output()).isZero();
    }
  }

  @Test
  void shouldRaiseEachAlertOnlyInTroubleWhenSeriesAreMadeUp() throws Exception {
    var promtool = Programs.require("promtool");
    var cases = Path.of("src/test/resources/alerts-test.yml").toAbsolutePath();

    var ended = Programs.run(promtool, "test", "rules", cases.toString());

    assertThat(ended.status()).as(ended.output()).isZero();
  }
}
