package org.plumbline.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

/**
 * What an acknowledgement survives: the drills of a run in which a process died, side by side by
 * their strategies. They are those whose names begin with {@code kill-}.
 */
public final class Survival {

  private static final String KILLS = "drill.kill_";
  private static final String NOT_COUNTED = "not counted";

  /** The table's title. */
  public static final String TITLE = "What an acknowledgement survives";

  private Survival() {}

  /** The columns: what died, the three strategies, and what was counted. */
  public static List<String> headings() {
    return List.of(
        "What died",
        "ack",
        "route",
        "registration",
        "acknowledged",
        "acknowledged, lost",
        "phantoms",
        "seen by sync alone");
  }

  /** A row for each such drill, in the order of the evidence; empty when none ran. */
  public static List<List<String>> rows(List<Evidence> evidence) {
    List<List<String>> rows = new ArrayList<>();
    for (Evidence each : evidence) {
      if (each.id().startsWith(KILLS)) {
        Map<String, String> with = each.settings();
        rows.add(
            List.of(
                with.getOrDefault("fault", Shown.title(each.id())),
                with.getOrDefault("ack", ""),
                with.getOrDefault("route", ""),
                with.getOrDefault("registration", ""),
                count(each, "acknowledged"),
                count(each, "acknowledged_lost"),
                count(each, "phantoms"),
                count(each, "misrouted")));
      }
    }
    return rows;
  }

  private static String count(Evidence evidence, String name) {
    Figure figure = evidence.figures().get(name);
    return figure == null ? NOT_COUNTED : Shown.figure(figure);
  }

  /** The table in a report; nothing when no such drill ran. */
  static void render(Markup page, RunData run) {
    List<List<String>> rows = rows(run.evidence());
    if (rows.isEmpty()) {
      return;
    }
    page.open("section", "id", "survival").leaf("h2", TITLE);
    page.leaf(
        "p",
        "Each message of each drill was followed to the end. Seen by sync alone: the device was"
            + " connected all the time and was not handed the message.",
        "class",
        "sub");
    page.open("div", "class", "scroll").open("table", "class", "grid");
    page.open("thead").open("tr");
    headings().forEach(heading -> page.leaf("th", heading, "scope", "col"));
    page.close("tr").close("thead").open("tbody");
    for (List<String> row : rows) {
      page.open("tr").leaf("th", row.getFirst(), "scope", "row");
      row.stream().skip(1).forEach(cell -> page.leaf("td", cell));
      page.close("tr");
    }
    page.close("tbody").close("table").close("div").close("section");
  }
}
