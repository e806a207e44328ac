package org.plumbline.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Grafana dashboard.
 *
 * @param panels without the rows, in reading order
 * @param variables the names of its variables
 */
public record Dashboard(String title, List<Panel> panels, List<String> variables) {

  /**
   * One panel.
   *
   * @param id unique in the dashboard
   * @param unit Grafana's name of the unit, empty when it has none
   */
  public record Panel(int id, String title, String description, String unit, List<Query> queries) {}

  public Dashboard {
    panels = List.copyOf(panels);
    variables = List.copyOf(variables);
  }

  /**
   * Reads a dashboard's JSON.
   *
   * @throws IOException when the file is missing or is no JSON
   */
  public static Dashboard read(Path file) throws IOException {
    var json = new JsonMapper().readTree(file.toFile());
    var panels = new ArrayList<Panel>();
    for (var panel : json.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel(panel));
      }
    }
    var variables = new ArrayList<String>();
    json.path("templating").path("list").forEach(one -> variables.add(one.path("name").asText()));
    return new Dashboard(json.path("title").asText(), panels, variables);
  }

  private static Panel panel(JsonNode panel) {
    var title = panel.path("title").asText();
    var queries = new ArrayList<Query>();
    for (var target : panel.path("targets")) {
      queries.add(
          Query.withLegend(
              title, target.path("expr").asText(), target.path("legendFormat").asText()));
    }
    return new Panel(
        panel.path("id").asInt(),
        title,
        panel.path("description").asText(),
        panel.path("fieldConfig").path("defaults").path("unit").asText(),
        List.copyOf(queries));
  }

  public List<Query> queries() {
    return panels.stream().flatMap(panel -> panel.queries().stream()).toList();
  }
}
