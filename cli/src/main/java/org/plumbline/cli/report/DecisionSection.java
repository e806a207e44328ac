package org.plumbline.cli.report;

import java.util.List;
import org.plumbline.capacity.judge.Decision;
import org.plumbline.capacity.judge.DecisionJudge;

/** Where the documents contradict each other: options, figures, and what we recommend. */
final class DecisionSection {
  private DecisionSection() {}

  static void render(Markup page, RunData run) {
    List<Decision> decisions = DecisionJudge.decide(run.summary().claims(), run.evidence());
    page.open("section", "id", "decisions");
    page.leaf("h2", "Where the documents contradict each other");
    page.open("div", "class", "scroll").open("table", "class", "grid decisions");
    page.open("thead").open("tr");
    for (String heading : List.of("Question and options", "We recommend", "Borne out?")) {
      page.leaf("th", heading, "scope", "col");
    }
    page.close("tr").close("thead").open("tbody");
    decisions.forEach(decision -> row(page, decision));
    page.close("tbody").close("table").close("div").close("section");
  }

  private static void row(Markup page, Decision decision) {
    page.open("tr", "id", decision.id()).open("td").open("details").open("summary");
    page.leaf("span", decision.id(), "class", "id").text(" " + decision.question());
    page.close("summary").open("ul", "class", "options");
    for (Decision.Option option : decision.options()) {
      page.open("li").leaf("strong", option.name());
      option.claims().forEach(claim -> ground(page, claim));
      page.close("li");
    }
    page.close("ul");
    measured(page, decision.figures());
    page.close("details").close("td").open("td").leaf("strong", decision.recommended());
    page.leaf("p", decision.conditions(), "class", "sub").close("td").open("td");
    page.leaf(
        "span",
        DecisionText.support(decision.support()),
        "class",
        "chip " + style(decision.support()));
    page.open("ul", "class", "notes");
    decision.grounds().forEach(ground -> page.leaf("li", ground));
    page.close("ul").close("td").close("tr");
  }

  private static void ground(Markup page, Decision.Grounds claim) {
    page.open("div");
    OverviewSection.link(page, claim.claim());
    page.text(" ");
    VerdictChip.render(page, claim.verdict());
    page.text(" " + DecisionText.figures(claim)).close("div");
  }

  private static void measured(Markup page, List<Decision.Measured> figures) {
    if (figures.isEmpty()) {
      return;
    }
    page.open("dl", "class", "pairs");
    for (Decision.Measured figure : figures) {
      String value = figure.value();
      page.open("div").leaf("dt", figure.place());
      page.leaf("dd", value == null ? "not measured" : value).close("div");
    }
    page.close("dl");
  }

  private static String style(Decision.Support support) {
    return switch (support) {
      case SUPPORTED -> "holds";
      case CONTRADICTED -> "fails";
      case OPEN -> "not-run";
    };
  }
}
