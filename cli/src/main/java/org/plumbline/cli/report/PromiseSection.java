package org.plumbline.cli.report;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;

/** What our own messenger promises, what was done to it, and whether the promises held. */
final class PromiseSection {
  private PromiseSection() {}

  static void render(Markup page, RunData run) {
    page.open("section", "id", "promises").leaf("h2", "Promises of the messenger");
    List<Evidence> checked =
        run.evidence().stream().filter(evidence -> !evidence.findings().isEmpty()).toList();
    if (checked.isEmpty()) {
      page.leaf("p", "No drill and no load has been run: nothing is known of the promises.");
    }
    page.open("div", "class", "drills");
    checked.forEach(evidence -> drill(page, evidence, run));
    page.close("div").close("section");
  }

  private static void drill(Markup page, Evidence evidence, RunData run) {
    page.open("article", "id", evidence.id());
    page.open("h3").text(Shown.title(evidence.id()));
    page.leaf("span", evidence.kind(), "class", "tag").close("h3");
    if (isExpectedToLose(evidence, run)) {
      page.leaf(
          "p",
          "An alternative that the documents propose, run to show what it costs; its findings are"
              + " no promises of the default.",
          "class",
          "sub");
    }
    figures(page, evidence.figures());
    page.open("ul", "class", "findings");
    evidence.findings().forEach(finding -> finding(page, finding));
    page.close("ul");
    if (!evidence.notes().isEmpty()) {
      page.open("ul", "class", "notes");
      evidence.notes().forEach(note -> page.leaf("li", note));
      page.close("ul");
    }
    page.open("details").leaf("summary", "Settings and raw files");
    pairs(page, evidence.settings());
    files(page, evidence);
    page.close("details").close("article");
  }

  /** A drill with findings of which none counts as a promise shows an alternative. */
  private static boolean isExpectedToLose(Evidence evidence, RunData run) {
    return run.summary().promises().stream()
        .noneMatch(promise -> promise.source().equals(evidence.id()));
  }

  private static void finding(Markup page, Finding finding) {
    page.open("li");
    VerdictChip.render(page, finding.outcome());
    page.open("div").leaf("strong", Shown.words(finding.id())).text(" " + finding.summary());
    if (!finding.witnesses().isEmpty()) {
      page.open("details").leaf("summary", "Witnesses: " + finding.witnesses().size());
      page.open("ul", "class", "mono");
      finding.witnesses().forEach(witness -> page.leaf("li", witness));
      page.close("ul").close("details");
    }
    page.close("div").close("li");
  }

  private static void figures(Markup page, SortedMap<String, Figure> figures) {
    page.open("dl", "class", "figures");
    figures.forEach(
        (name, figure) -> {
          page.open("div").leaf("dt", Shown.words(name));
          page.open("dd").text(Shown.figure(figure));
          String interval = Shown.interval(figure);
          if (!interval.isEmpty()) {
            page.leaf("span", interval, "class", "sub");
          }
          page.close("dd").close("div");
        });
    page.close("dl");
  }

  static void pairs(Markup page, Map<String, String> pairs) {
    page.open("dl", "class", "pairs");
    pairs.forEach(
        (name, value) -> {
          page.open("div").leaf("dt", name).leaf("dd", value).close("div");
        });
    page.close("dl");
  }

  private static void files(Markup page, Evidence evidence) {
    page.open("p", "class", "mono").text(evidence.file());
    evidence.files().forEach(file -> page.text(", " + file));
    page.close("p");
  }
}
