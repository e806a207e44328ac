package org.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  @Test
  void shouldFindOnlyMetricsWhenAnExpressionHasLabelsFunctionsAndStrings() {
    var expression =
        "histogram_quantile(0.99, sum by (le, instance)"
            + " (rate(a_seconds_bucket{job=\"not_me\",instance=~\"$instance\"}[$__rate_interval])))"
            + " / on (job) group_left (x) b_total > 1.5e3 or job:c_seconds:p99_5m unless d offset"
            + " 5m";

    assertThat(Expression.metrics(expression))
        .containsExactly("a_seconds_bucket", "b_total", "d", "job:c_seconds:p99_5m");
  }

  @Test
  void shouldKeepBothConditionsWhenAnAlertJoinsTwo() {
    assertThat(Expression.withoutThresholds("lag > 1000 and deriv(lag[5m]) > 0"))
        .containsExactly("lag", "deriv(lag[5m])");
  }

  @Test
  void shouldStripOnlyTheLastComparisonWhenLabelsCompareToo() {
    assertThat(Expression.withoutThresholds("rate(x{le=\"0.05\",cause!=\"a\"}[5m]) == 0"))
        .containsExactly("rate(x{le=\"0.05\",cause!=\"a\"}[5m])");
  }

  @Test
  void shouldFillInVariablesWhenTheyStandInEitherForm() {
    assertThat(
            Expression.fill(
                "x{i=~\"$instance\"}[$__rate_interval] ${instance}",
                Map.of("instance", ".*", "__rate_interval", "15s")))
        .isEqualTo("x{i=~\".*\"}[15s] .*");
  }

  @Test
  void shouldFindTheLabelsWhenALegendNamesSome() {
    assertThat(Query.withLegend("panel", "x", "{{instance}} of {{ job }}").labels())
        .containsExactly("instance", "job");
  }
}
