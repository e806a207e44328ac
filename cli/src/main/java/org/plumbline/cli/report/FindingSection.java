package org.plumbline.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.Headline;
import org.plumbline.capacity.claim.HeadlineTable;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.JudgedClaim;

/** The findings to read first; every figure is that of a claim as it was judged in this run. */
final class FindingSection {
  private FindingSection() {}

  static void render(Markup page, RunData run) {
    Map<String, JudgedClaim> claims =
        run.summary().claims().stream()
            .collect(Collectors.toMap(JudgedClaim::id, Function.identity()));
    List<Headline> headlines = HeadlineTable.all();
    page.open("section", "id", "findings");
    page.leaf("h2", "What to know before building on these documents");
    page.open("ol", "class", "headlines");
    for (Headline headline : headlines) {
      page.open("li").leaf("strong", headline.title());
      headline.claims().stream()
          .map(claims::get)
          .filter(Objects::nonNull)
          .forEach(claim -> shown(page, claim));
      page.close("li");
    }
    page.close("ol").close("section");
  }

  private static void shown(Markup page, JudgedClaim claim) {
    page.open("p");
    OverviewSection.link(page, claim.id());
    page.text(" ");
    VerdictChip.render(page, claim.verdict());
    page.text(" " + comparison(claim.claimed(), claim.found(), claim.ratio()));
    String consequence = claim.consequence();
    String cause = claim.cause();
    String told = consequence == null ? cause : consequence;
    if (told != null) {
      page.leaf("span", " " + told, "class", "sub");
    }
    page.close("p");
  }

  private static String comparison(
      @Nullable Amount claimed, @Nullable Amount found, @Nullable Double ratio) {
    StringBuilder text = new StringBuilder();
    if (claimed != null) {
      text.append("It says ").append(claimed.text());
    }
    if (found != null) {
      text.append(text.isEmpty() ? "Found: " : "; found ").append(found.text());
    }
    if (ratio != null) {
      text.append(" (").append(Shown.ratio(ratio)).append(')');
    }
    return text.isEmpty() ? "" : text.append('.').toString();
  }
}
