package org.plumbline.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.cli.run.Documents;

/** All claims with their verdicts; each opens to its calculation or its evidence. */
final class ClaimSection {
  private ClaimSection() {}

  static void render(Markup page, RunData run) {
    List<JudgedClaim> claims = run.summary().claims();
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

  private static void filters(Markup page, List<JudgedClaim> claims) {
    page.open("div", "class", "filters", "id", "filters");
    page.open("label").text("Document ");
    page.open("select", "id", "document").leaf("option", "all", "value", "");
    new TreeSet<>(claims.stream().map(JudgedClaim::document).toList())
        .forEach(document -> page.leaf("option", Documents.title(document), "value", document));
    page.close("select").close("label");
    page.open("label").text("Verdict ");
    page.open("select", "id", "verdict").leaf("option", "all", "value", "");
    for (Verdict verdict : VerdictChip.ORDER) {
      page.leaf("option", verdict.text(), "value", verdict.text());
    }
    page.close("select").close("label");
    page.open("label").text("Kind ");
    page.open("select", "id", "kind").leaf("option", "all", "value", "");
    new TreeSet<>(claims.stream().map(ClaimSection::kind).toList())
        .forEach(kind -> page.leaf("option", kind, "value", kind));
    page.close("select").close("label");
    page.open("label").text("Search ");
    page.alone("input", "id", "search", "type", "search", "autocomplete", "off").close("label");
    page.leaf("output", claims.size() + " shown", "id", "shown", "aria-live", "polite");
    page.close("div");
  }

  private static void row(Markup page, JudgedClaim claim) {
    page.open(
        "tr",
        "id",
        claim.id(),
        "data-document",
        claim.document(),
        "data-verdict",
        claim.verdict().text(),
        "data-kind",
        kind(claim));
    page.open("td").open("details").open("summary");
    page.leaf("span", claim.id(), "class", "id").text(" " + claim.statement()).close("summary");
    detail(page, claim);
    page.close("details").close("td");
    page.leaf("td", text(claim.claimed()), "data-label", "Claimed");
    page.leaf("td", text(claim.found()), "data-label", "Found");
    Double ratio = claim.ratio();
    String shownRatio = ratio == null ? "" : Shown.ratio(ratio);
    page.leaf("td", shownRatio, "class", "number", "data-label", "Ratio");
    page.open("td", "data-label", "Verdict");
    VerdictChip.render(page, claim.verdict());
    page.close("td").close("tr");
  }

  private static void detail(Markup page, JudgedClaim claim) {
    page.open("div", "class", "detail");
    page.leaf(
        "p",
        Documents.title(claim.document()) + ", line " + claim.line() + ", kind: " + kind(claim),
        "class",
        "sub");
    sentence(page, "Why", claim.cause());
    sentence(page, "Consequence", claim.consequence());
    ProofBlock.render(page, claim.evidence());
    page.close("div");
  }

  static void sentence(Markup page, String label, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      page.open("p").leaf("strong", label + ": ").text(text).close("p");
    }
  }

  private static String kind(JudgedClaim claim) {
    return Shown.words(claim.kind().name().toLowerCase(Locale.ROOT));
  }

  private static String text(@Nullable Amount amount) {
    return amount == null ? "" : amount.text();
  }
}
