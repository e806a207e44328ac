package org.plumbline.cli.report;

import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.judge.Calculation;
import org.plumbline.capacity.judge.ClaimEvidence;
import org.plumbline.capacity.judge.RunReference;

/** What a verdict rests on: the calculation with its inputs, or the figures of the runs. */
final class ProofBlock {
  private ProofBlock() {}

  static void render(Markup page, ClaimEvidence evidence) {
    Calculation calculation = evidence.calculation();
    if (calculation != null) {
      calculation(page, calculation);
    }
    evidence.runs().forEach(run -> run(page, run));
    ClaimEvidence.Wanted wanted = evidence.wanted();
    if (wanted != null) {
      List<String> missing = wanted.evidence();
      ClaimSection.sentence(
          page,
          "Would need",
          "profile "
              + wanted.profile()
              + (missing.isEmpty() ? "" : ", which leaves " + String.join(", ", missing)));
    }
  }

  private static void calculation(Markup page, Calculation calculation) {
    page.open("p").leaf("strong", "Calculation: ").leaf("code", calculation.formula());
    page.text(" = ").leaf("strong", calculation.result()).close("p");
    if (!calculation.inputs().isEmpty()) {
      page.open("table", "class", "inputs").open("tbody");
      for (Calculation.Input input : calculation.inputs()) {
        page.open("tr").leaf("th", input.name(), "scope", "row").leaf("td", input.value());
        page.leaf("td", input.source(), "class", "sub").close("tr");
      }
      page.close("tbody").close("table");
    }
  }

  private static void run(Markup page, RunReference run) {
    page.open("p").leaf("strong", "Evidence: ");
    page.leaf("a", Shown.title(run.id()), "href", "#" + run.id()).text(" ");
    page.leaf("span", run.file(), "class", "mono").close("p");
    page.open("table", "class", "inputs").open("tbody");
    run.figures().forEach((name, figure) -> figure(page, name, figure));
    for (Finding finding : run.findings()) {
      page.open("tr").leaf("th", Shown.words(finding.id()), "scope", "row").open("td");
      VerdictChip.render(page, finding.outcome());
      page.close("td").leaf("td", finding.summary(), "class", "sub").close("tr");
    }
    page.close("tbody").close("table");
  }

  private static void figure(Markup page, String name, Figure figure) {
    page.open("tr").leaf("th", Shown.words(name), "scope", "row");
    page.leaf("td", Shown.figure(figure));
    page.leaf("td", Shown.interval(figure), "class", "sub").close("tr");
  }
}
