package org.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can be held against the files alone: names, units, order, and that they fit together. */
class DashboardFilesTest {
  private static Stream<Query> queries() {
    return Stream.concat(
        ModuleFiles.dashboard().queries().stream(), ModuleFiles.rules().stream().map(Rule::query));
  }

  @TestFactory
  Stream<DynamicTest> shouldReadOnlyKnownMetricsWhenAQueryIsMade() {
    var recorded = new HashSet<String>();
    ModuleFiles.rules().stream()
        .filter(Rule.Recording.class::isInstance)
        .forEach(rule -> recorded.add(rule.name()));
    return queries()
        .map(
            query ->
                DynamicTest.dynamicTest(
                    query.toString(),
                    () ->
                        assertThat(Expression.metrics(query.expression()))
                            .isNotEmpty()
                            .allMatch(name -> Metrics.knows(name) || recorded.contains(name))));
  }

  @Test
  void shouldShowEveryMetricWhenTheDashboardIsRead() {
    var shown = new HashSet<String>();
    ModuleFiles.dashboard()
        .queries()
        .forEach(
            query ->
                Expression.metrics(query.expression())
                    .forEach(name -> shown.add(name.replaceAll("_(bucket|count|sum)$", ""))));

    assertThat(shown).containsAll(Metrics.ofTheMessenger());
  }

  @Test
  void shouldHaveUnitAndDescriptionWhenAPanelIsShown() {
    assertThat(ModuleFiles.dashboard().panels())
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.title()).isNotBlank();
              assertThat(panel.description()).as(panel.title()).endsWith(".");
              assertThat(panel.unit()).as(panel.title()).isNotBlank();
              assertThat(panel.queries()).as(panel.title()).isNotEmpty();
            })
        .extracting(Dashboard.Panel::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldFollowTheStepsOfAMessageWhenReadFromTheTop() throws IOException {
    var rows = new ArrayList<String>();
    for (var panel :
        new JsonMapper()
            .readTree(ModuleFiles.GRAFANA.resolve("dashboards/messenger.json").toFile())
            .path("panels")) {
      if (panel.path("type").asText().equals("row")) {
        rows.add(panel.path("title").asText().replaceAll("^\\d+\\. ([A-Za-z ]+).*", "$1"));
      }
    }

    assertThat(rows)
        .containsExactly(
            "Accepted",
            "Log append",
            "Route",
            "Links between nodes",
            "Socket delivery",
            "Receipts",
            "Persistence",
            "Lag",
            "Sessions and presence",
            "Groups and push",
            "Limits and dead letters",
            "Recent messages and daily users",
            "JVM");
  }

  @Test
  void shouldSelectByNodeWhenADashboardQueryIsMade() {
    assertThat(ModuleFiles.dashboard().variables()).containsExactly("datasource", "instance");
    assertThat(ModuleFiles.dashboard().queries())
        .allMatch(query -> query.expression().contains("instance=~\"$instance\""));
  }

  @Test
  void shouldSayHowUrgentItIsWhenAnAlertIsRaised() {
    assertThat(ModuleFiles.rules())
        .filteredOn(Rule.Alert.class::isInstance)
        .extracting(Rule::name)
        .containsExactly(
            "DeliverySlow",
            "SessionsRefused",
            "DirectoryFailures",
            "ConsumerLagGrowing",
            "SlowConsumers",
            "DeadLetters",
            "NodeDown");
    assertThat(ModuleFiles.rules())
        .filteredOn(Rule.Alert.class::isInstance)
        .allSatisfy(
            rule -> {
              var alert = (Rule.Alert) rule;
              assertThat(alert.severity()).as(alert.name()).isIn("warning", "critical");
              assertThat(alert.summary()).as(alert.name()).isNotBlank();
            });
  }

  @Test
  void shouldScrapeTheNodesEndpointWhenPrometheusIsConfigured() throws IOException {
    var scrape =
        new YAMLMapper().readTree(ModuleFiles.CONFIG.toFile()).path("scrape_configs").path(0);

    assertThat(scrape.path("job_name").asText()).isEqualTo("messenger");
    assertThat(scrape.path("metrics_path").asText()).isEqualTo("/prometheus");
  }

  @Test
  void shouldPointAtTheMountedFoldersWhenGrafanaIsProvisioned() throws IOException {
    var provisioning = ModuleFiles.GRAFANA.resolve("provisioning");
    var source =
        new YAMLMapper().readTree(provisioning.resolve("datasources/prometheus.yml").toFile());
    var folder =
        new YAMLMapper().readTree(provisioning.resolve("dashboards/plumbline.yml").toFile());

    assertThat(source.path("datasources").path(0).path("type").asText()).isEqualTo("prometheus");
    assertThat(folder.path("providers").path(0).path("options").path("path").asText())
        .isEqualTo("/var/lib/grafana/dashboards");
  }
}
