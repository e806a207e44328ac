package org.plumbline.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.cli.run.Documents;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.Summary;

/** The top of the page: what holds, what fails, what surprises most, in one look. */
final class HeadlineSection {
  private static final int BAR_WIDTH = 1000;

  private HeadlineSection() {}

  static void render(Markup page, RunData run) {
    Manifest manifest = run.manifest();
    Summary summary = run.summary();
    page.open("header").open("div", "class", "brand");
    page.open("svg", "class", "mark", "viewBox", "0 0 24 40", "aria-hidden", "true");
    page.alone("path", "d", "M12 0V24", "class", "line");
    page.alone("path", "d", "M6 24h12l-6 15z", "class", "bob").close("svg");
    page.open("div").leaf("h1", "Plumbline report");
    page.leaf(
        "p",
        "Run "
            + manifest.run()
            + " UTC, profile "
            + manifest.profile()
            + ", revision "
            + manifest.revision().brief(),
        "class",
        "sub");
    page.close("div").close("div");
    page.leaf("p", summary.meaning(), "class", "status exit" + summary.exitCode());
    page.open("nav", "aria-label", "Sections");
    for (String section :
        List.of(
            "estimates",
            "findings",
            "decisions",
            "latency",
            "prediction",
            "projection",
            "claims",
            "promises",
            "environment")) {
      page.leaf("a", capital(section), "href", "#" + section);
    }
    page.close("nav").close("header");
    page.open("section", "aria-label", "Headline");
    tiles(page, summary);
    cards(page, run);
    bars(page, summary);
    page.close("section");
  }

  private static void tiles(Markup page, Summary summary) {
    page.open("div", "class", "tiles");
    for (Verdict verdict : VerdictChip.ORDER) {
      tile(page, summary.number(verdict), "claims: " + verdict.text(), VerdictChip.style(verdict));
    }
    tile(page, summary.number(Outcome.HELD), "promises held", "holds");
    long broken = summary.number(Outcome.BROKEN);
    tile(page, broken, "promises broken", broken > 0 ? "fails" : "zero");
    long unknown = summary.number(Outcome.UNKNOWN);
    tile(page, unknown, "promises unknown", unknown > 0 ? "inconclusive" : "zero");
    page.close("div");
  }

  private static void tile(Markup page, long number, String label, String style) {
    page.open("div", "class", "tile " + style);
    page.leaf("strong", Long.toString(number)).leaf("span", label).close("div");
  }

  private static void cards(Markup page, RunData run) {
    Summary summary = run.summary();
    page.open("div", "class", "cards");
    page.open("div", "class", "card holds").leaf("h2", "What holds");
    page.leaf("p", holds(summary)).close("div");
    page.open("div", "class", "card fails").leaf("h2", "What fails");
    page.leaf("p", fails(summary)).close("div");
    page.open("div", "class", "card surprise").leaf("h2", "Most surprising");
    Optional<JudgedClaim> surprise = mostSurprising(summary.claims());
    if (surprise.isPresent()) {
      surprising(page, surprise.get());
    } else {
      page.leaf("p", "No judged claim differs from what was found.");
    }
    page.close("div");
    underLoad(page, LoadSentences.of(run.evidence()));
    page.close("div");
  }

  private static void underLoad(Markup page, List<String> sentences) {
    if (!sentences.isEmpty()) {
      page.open("div", "class", "card load").leaf("h2", "Under load");
      sentences.forEach(sentence -> page.leaf("p", sentence));
      page.close("div");
    }
  }

  private static void surprising(Markup page, JudgedClaim claim) {
    page.open("p");
    page.leaf("a", claim.id(), "href", "#" + claim.id()).text(" " + claim.statement() + " ");
    page.text("Claimed " + claim.claimed() + ", found " + claim.found());
    Double ratio = claim.ratio();
    if (ratio != null) {
      page.text(", " + Shown.ratio(ratio));
    }
    page.text(".");
    page.close("p");
    String cause = claim.cause();
    if (cause != null) {
      page.leaf("p", cause, "class", "sub");
    }
  }

  private static String holds(Summary summary) {
    long promises = summary.number(Outcome.HELD);
    return summary.number(Verdict.HOLDS)
        + " of "
        + summary.claims().size()
        + " claims hold as written; "
        + promises
        + " of "
        + summary.promises().size()
        + " checked promises of the messenger held.";
  }

  private static String fails(Summary summary) {
    String claims =
        summary.number(Verdict.FAILS)
            + " claims are wrong and "
            + summary.number(Verdict.CONDITIONAL)
            + " hold only under a condition. ";
    List<String> broken =
        summary.promises().stream()
            .filter(promise -> promise.outcome() == Outcome.BROKEN)
            .map(promise -> Shown.title(promise.source()) + ": " + Shown.words(promise.id()))
            .toList();
    return claims
        + (broken.isEmpty()
            ? "No checked promise of the messenger broke."
            : "Broken promises: " + String.join("; ", broken) + ".");
  }

  /** The failing claim whose figure is furthest from what was found, in either direction. */
  static Optional<JudgedClaim> mostSurprising(List<JudgedClaim> claims) {
    return claims.stream()
        .filter(claim -> claim.verdict() == Verdict.FAILS)
        .filter(claim -> distance(claim) > 0)
        .max(Comparator.comparingDouble(HeadlineSection::distance));
  }

  private static double distance(JudgedClaim claim) {
    Double ratio = claim.ratio();
    return ratio == null || ratio <= 0 ? 0 : Math.abs(Math.log(ratio));
  }

  private static void bars(Markup page, Summary summary) {
    page.open("table", "class", "bars").leaf("caption", "Verdicts by document");
    summary.verdicts().forEach((document, counts) -> bar(page, document, counts));
    page.close("table");
  }

  private static void bar(Markup page, String document, Map<Verdict, Integer> counts) {
    int all = Math.max(1, counts.values().stream().mapToInt(Integer::intValue).sum());
    page.open("tr").leaf("th", Documents.title(document), "scope", "row");
    page.open("td").open("svg", "viewBox", "0 0 " + BAR_WIDTH + " 18", "aria-hidden", "true");
    double x = 0;
    for (Verdict verdict : VerdictChip.ORDER) {
      double width = BAR_WIDTH * (double) counts.getOrDefault(verdict, 0) / all;
      page.alone(
          "rect",
          "class",
          VerdictChip.style(verdict),
          "x",
          String.format(Locale.ROOT, "%.1f", x),
          "width",
          String.format(Locale.ROOT, "%.1f", width),
          "height",
          "18");
      x += width;
    }
    page.close("svg").close("td");
    page.open("td", "class", "counts");
    for (Verdict verdict : VerdictChip.ORDER) {
      int count = counts.getOrDefault(verdict, 0);
      if (count > 0) {
        page.leaf("span", count + " " + verdict.text(), "class", VerdictChip.style(verdict));
      }
    }
    page.close("td").close("tr");
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
