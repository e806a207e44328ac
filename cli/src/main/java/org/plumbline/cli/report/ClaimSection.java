package org.plumbline.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.cli.run.Claim;
import org.plumbline.cli.run.Documents;
import org.plumbline.cli.run.Verdict;

/** All claims with their verdicts; each opens to its calculation or its evidence. */
final class ClaimSection {
  private ClaimSection() {}

  static void render(Markup page, RunData run) {
    List<Claim> claims = run.summary().claims();
    page.open("section", "id", "claims").leaf("h2", "All " + claims.size() + " claims");
    filters(page, claims);
    page.open("table", "class", "grid claims", "id", "claim-table");
    page.open("thead").open("tr").leaf("th", "Claim", "scope", "col");
    page.leaf("th", "Claimed", "scope", "col").leaf("th", "Found", "scope", "col");
    page.leaf("th", "Ratio", "scope", "col", "class", "number");
    page.leaf("th", "Verdict", "scope", "col").close("tr").close("thead").open("tbody");
    claims.forEach(claim -> row(page, claim));
    page.close("tbody").close("table");
    page.leaf("p", "No claim passes these filters.", "id", "none", "hidden", "hidden");
    page.close("section");
  }

  private static void filters(Markup page, List<Claim> claims) {
    page.open("div", "class", "filters", "id", "filters");
    page.open("label").text("Document ");
    page.open("select", "id", "document").leaf("option", "all", "value", "");
    new TreeSet<>(claims.stream().map(Claim::document).toList())
        .forEach(
            document ->
                page.leaf("option", document + " " + Documents.title(document), "value", document));
    page.close("select").close("label");
    page.open("label").text("Verdict ");
    page.open("select", "id", "verdict").leaf("option", "all", "value", "");
    for (Verdict verdict : Verdict.values()) {
      page.leaf("option", verdict.label(), "value", verdict.label());
    }
    page.close("select").close("label");
    page.open("label").text("Kind ");
    page.open("select", "id", "kind").leaf("option", "all", "value", "");
    new TreeSet<>(claims.stream().map(Claim::kind).toList())
        .forEach(kind -> page.leaf("option", kind, "value", kind));
    page.close("select").close("label");
    page.open("label").text("Search ");
    page.alone("input", "id", "search", "type", "search", "autocomplete", "off").close("label");
    page.leaf("output", claims.size() + " shown", "id", "shown", "aria-live", "polite");
    page.close("div");
  }

  private static void row(Markup page, Claim claim) {
    page.open(
        "tr",
        "id",
        claim.id(),
        "data-document",
        claim.document(),
        "data-verdict",
        claim.verdict().label(),
        "data-kind",
        claim.kind());
    page.open("td").open("details").open("summary");
    page.leaf("span", claim.id(), "class", "id").text(" " + claim.statement()).close("summary");
    detail(page, claim);
    page.close("details").close("td");
    page.leaf("td", or(claim.claimed()), "data-label", "Claimed");
    page.leaf("td", or(claim.found()), "data-label", "Found");
    Double ratio = claim.ratio();
    String shownRatio = ratio == null ? "" : Shown.ratio(ratio);
    page.leaf("td", shownRatio, "class", "number", "data-label", "Ratio");
    page.open("td", "data-label", "Verdict");
    VerdictChip.render(page, claim.verdict());
    page.close("td").close("tr");
  }

  private static void detail(Markup page, Claim claim) {
    page.open("div", "class", "detail");
    page.leaf(
        "p",
        Documents.title(claim.document()) + ", line " + claim.line() + ", kind " + claim.kind(),
        "class",
        "sub");
    sentence(page, "Likely cause", claim.cause());
    sentence(page, "Consequence", claim.consequence());
    Claim.Proof proof = claim.evidence();
    if (proof != null) {
      proof(page, proof);
    }
    page.close("div");
  }

  private static void proof(Markup page, Claim.Proof proof) {
    String formula = proof.formula();
    if (formula != null) {
      String label = proof.type().substring(0, 1).toUpperCase(Locale.ROOT);
      page.open("p").leaf("strong", label + proof.type().substring(1) + ": ");
      page.leaf("code", formula).close("p");
    }
    if (!proof.inputs().isEmpty()) {
      page.open("table", "class", "inputs");
      page.open("tbody");
      for (Claim.Input input : proof.inputs()) {
        page.open("tr").leaf("th", input.name(), "scope", "row").leaf("td", input.value());
        page.leaf("td", or(input.source()), "class", "sub").close("tr");
      }
      page.close("tbody").close("table");
    }
    sentence(page, "Note", proof.note());
    if (!proof.files().isEmpty()) {
      sentence(page, "Raw files", String.join(", ", proof.files()));
    }
  }

  private static void sentence(Markup page, String label, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      page.open("p").leaf("strong", label + ": ").text(text).close("p");
    }
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
