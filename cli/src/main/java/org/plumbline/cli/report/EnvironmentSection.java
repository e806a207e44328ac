package org.plumbline.cli.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.cli.run.Manifest;

/** What ran where, how long it took, and what a reader must keep in mind. */
final class EnvironmentSection {
  private EnvironmentSection() {}

  static void render(Markup page, RunData run) {
    Manifest manifest = run.manifest();
    page.open("section", "id", "environment").leaf("h2", "Environment, settings, caveats");
    page.open("div", "class", "columns");
    page.open("div").leaf("h3", "Caveats").open("ul", "class", "notes");
    run.summary().caveats().forEach(caveat -> page.leaf("li", caveat));
    page.close("ul").leaf("h3", "Steps");
    steps(page, manifest);
    page.close("div");
    page.open("div").leaf("h3", "Machine");
    PromiseSection.pairs(page, machine(manifest));
    page.leaf("h3", "Versions");
    PromiseSection.pairs(page, manifest.versions());
    page.leaf("h3", "Settings");
    PromiseSection.pairs(page, manifest.settings());
    page.close("div").close("div").close("section");
  }

  private static Map<String, String> machine(Manifest manifest) {
    Manifest.Machine machine = manifest.machine();
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("system", machine.system());
    pairs.put("kernel", machine.kernel());
    pairs.put("architecture", machine.architecture());
    pairs.put("cores", Integer.toString(machine.cores()));
    pairs.put("memory", Shown.bytes((double) machine.memoryBytes()));
    if (machine.openFiles() > 0) {
      pairs.put("open files of a process", openFiles(machine));
    }
    if (machine.loadBefore() >= 0) {
      pairs.put("load average before the run", Shown.number(machine.loadBefore()));
    }
    pairs.put("command", "plumb " + manifest.command());
    pairs.put("seed", Long.toString(manifest.seed()));
    pairs.put("started", manifest.started().toString());
    pairs.put("ended", manifest.ended().toString());
    pairs.put("revision", manifest.revision().commit());
    pairs.put("local changes", manifest.revision().dirty() ? "yes" : "no");
    return pairs;
  }

  private static String openFiles(Manifest.Machine machine) {
    String most =
        machine.openFiles() == Long.MAX_VALUE
            ? "no limit"
            : "at most " + Shown.number(machine.openFiles());
    return most + ", and so " + Shown.number(machine.connections()) + " connections";
  }

  private static void steps(Markup page, Manifest manifest) {
    page.open("table", "class", "grid").open("thead").open("tr");
    page.leaf("th", "Step", "scope", "col").leaf("th", "Time", "scope", "col", "class", "number");
    page.leaf("th", "Outcome", "scope", "col").close("tr").close("thead").open("tbody");
    for (Manifest.Step step : manifest.steps()) {
      page.open("tr").leaf("th", step.name(), "scope", "row");
      page.leaf("td", Shown.seconds(step.seconds()), "class", "number");
      page.leaf("td", step.outcome()).close("tr");
    }
    page.close("tbody").close("table");
  }
}
