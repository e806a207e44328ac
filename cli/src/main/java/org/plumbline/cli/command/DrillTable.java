package org.plumbline.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.drill.Drill;
import org.plumbline.chaos.drill.Drills;
import org.plumbline.cli.console.TextTable;
import org.plumbline.cli.report.Survival;
import org.plumbline.cli.run.Json;
import org.plumbline.cli.run.RunFolder;

/** The drills, one a line: what there is, and what became of them. */
final class DrillTable {

  private DrillTable() {}

  static void list(Session session, SharedOptions options) {
    Map<String, String> drills = new LinkedHashMap<>();
    Drills.all().forEach(drill -> drills.put(drill.name(), drill.title()));
    if (options.isJson()) {
      session.terminal().out().println(Json.text(drills));
      return;
    }
    TextTable table = new TextTable("drill", "what it does");
    drills.forEach(table::row);
    session.terminal().out().print(table.render());
  }

  /** What each drill of a run showed, in the order of the catalogue. */
  static String ofRun(RunFolder folder) {
    Map<String, Evidence> byId =
        folder.evidence().stream().collect(Collectors.toMap(Evidence::id, each -> each));
    TextTable table = new TextTable("drill", "verdict");
    for (Drill drill : Drills.all()) {
      Evidence evidence = byId.get(drill.evidenceId());
      if (evidence != null) {
        table.row(drill.name(), verdict(evidence));
      }
    }
    return table.render() + System.lineSeparator() + survival(folder.evidence());
  }

  /** What acknowledgements survived in these drills; empty when no process died in any. */
  static String survival(List<Evidence> evidence) {
    List<List<String>> rows = Survival.rows(evidence);
    if (rows.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(Survival.headings().toArray(String[]::new));
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    return Survival.TITLE + System.lineSeparator() + table.render() + System.lineSeparator();
  }

  /**
   * In a few words: held, or which findings broke or stayed unclear, and whether that was meant.
   */
  static String verdict(Evidence evidence) {
    Set<String> expected = listed(evidence, "expected_broken");
    Set<String> broken = names(evidence, Outcome.BROKEN);
    Set<String> unknown = names(evidence, Outcome.UNKNOWN);
    Set<String> surprising = new TreeSet<>(broken);
    surprising.removeAll(expected);
    surprising.removeAll(listed(evidence, "may_break"));
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(broken);
    if (!surprising.isEmpty()) {
      return "broken: " + String.join(", ", surprising);
    }
    if (!unknown.isEmpty()) {
      return "unknown: " + String.join(", ", unknown);
    }
    if (!missing.isEmpty()) {
      return "not shown: " + String.join(", ", missing);
    }
    return expected.isEmpty() ? "held" : "broken as expected: " + String.join(", ", expected);
  }

  private static Set<String> listed(Evidence evidence, String setting) {
    Set<String> listed =
        new TreeSet<>(List.of(evidence.settings().getOrDefault(setting, "").split(", ", -1)));
    listed.remove("");
    return listed;
  }

  private static Set<String> names(Evidence evidence, Outcome outcome) {
    return evidence.findings().stream()
        .filter(each -> each.outcome() == outcome)
        .map(Finding::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
