package org.plumbline.cli.report;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.claim.ClaimKind;
import org.plumbline.capacity.judge.Amount;
import org.plumbline.capacity.judge.JudgedClaim;
import org.plumbline.capacity.judge.Verdict;
import org.plumbline.capacity.projection.DocumentProjection;
import org.plumbline.capacity.projection.Span;
import org.plumbline.cli.run.Documents;

/** What an architect reads first: which estimates hold, which are off, and what the users need. */
final class OverviewSection {
  private static final Set<ClaimKind> ESTIMATES =
      EnumSet.of(
          ClaimKind.ARITHMETIC,
          ClaimKind.CAPACITY,
          ClaimKind.STORAGE,
          ClaimKind.THROUGHPUT,
          ClaimKind.LATENCY);

  /** A ratio this near to 1 is a rounding. */
  private static final double NEAR = 0.02;

  private static final int MOST = 12;

  private OverviewSection() {}

  static void render(Markup page, RunData run) {
    List<JudgedClaim> estimates =
        run.summary().claims().stream().filter(claim -> ESTIMATES.contains(claim.kind())).toList();
    page.open("section", "id", "estimates").leaf("h2", "The estimates");
    page.open("div", "class", "columns");
    page.open("div");
    off(page, estimates);
    page.close("div").open("div");
    holding(page, estimates);
    page.close("div").close("div");
    needs(page, run);
    page.close("section");
  }

  private static void off(Markup page, List<JudgedClaim> estimates) {
    List<JudgedClaim> off =
        estimates.stream()
            .filter(claim -> distance(claim) > NEAR)
            .sorted(Comparator.comparingDouble(OverviewSection::distance).reversed())
            .limit(MOST)
            .toList();
    page.leaf("h3", "Off, and by how much");
    if (off.isEmpty()) {
      page.leaf("p", "No estimate was found to differ from what it claims.");
      return;
    }
    page.open("table", "class", "grid tight").open("thead").open("tr");
    page.leaf("th", "Claim", "scope", "col").leaf("th", "It says", "scope", "col");
    page.leaf("th", "Found", "scope", "col");
    page.leaf("th", "Says / found", "scope", "col", "class", "number").close("tr").close("thead");
    page.open("tbody");
    for (JudgedClaim claim : off) {
      page.open("tr").open("th", "scope", "row");
      link(page, claim.id());
      page.close("th").leaf("td", text(claim.claimed())).leaf("td", text(claim.found()));
      page.leaf("td", Shown.ratio(Objects.requireNonNull(claim.ratio())), "class", "number");
      page.close("tr");
    }
    page.close("tbody").close("table");
  }

  private static void holding(Markup page, List<JudgedClaim> estimates) {
    page.leaf("h3", "How the " + estimates.size() + " estimates came out");
    page.open("dl", "class", "pairs");
    for (Verdict verdict : VerdictChip.ORDER) {
      List<JudgedClaim> those =
          estimates.stream().filter(claim -> claim.verdict() == verdict).toList();
      page.open("div").open("dt");
      VerdictChip.render(page, verdict);
      page.text(" " + those.size()).close("dt").open("dd");
      those.forEach(
          claim -> {
            link(page, claim.id());
            page.text(" ");
          });
      page.close("dd").close("div");
    }
    page.close("dl");
  }

  /** One row for each document, by the figures of this run. */
  private static void needs(Markup page, RunData run) {
    page.leaf("h3", "What the users really need, by the figures of this run");
    page.open("div", "class", "scroll").open("table", "class", "grid").open("thead").open("tr");
    for (String heading :
        List.of(
            "Document",
            "Connections",
            "Messages/s, average and peak",
            "Chat servers: it says",
            "Chat servers: by our figures",
            "Storage: it says",
            "Storage: by our figures, replicated",
            "Frames out")) {
      page.leaf("th", heading, "scope", "col");
    }
    page.close("tr").close("thead").open("tbody");
    run.summary().projection().documents().forEach(document -> need(page, document));
    page.close("tbody").close("table").close("div");
    page.open("p", "class", "sub").text("Brackets are 95% intervals. How it is calculated: ");
    page.leaf("a", "At the documents' scale", "href", "#projection").text(".").close("p");
  }

  private static void need(Markup page, DocumentProjection document) {
    page.open("tr").leaf("th", Documents.title(document.document()), "scope", "row");
    page.leaf("td", document.connections());
    page.leaf("td", document.messageRateAverage() + "; " + document.messageRatePeak());
    stated(page, document.serversClaimed());
    Span memory = document.serversByMemory();
    Span cpu = document.serversByCpu();
    page.leaf("td", "memory: " + text(memory) + "; processor: " + text(cpu));
    stated(page, document.storageClaimed());
    String media = document.mediaStored();
    String beside = media.startsWith("0 ") ? "" : "; media, one copy: " + media;
    page.leaf("td", text(document.textStored()) + beside);
    page.leaf("td", text(document.bandwidthOut())).close("tr");
  }

  private static void stated(Markup page, DocumentProjection.@Nullable Stated stated) {
    page.open("td");
    if (stated == null) {
      page.text("no figure");
    } else {
      page.text(stated.text() + " ");
      link(page, stated.claim());
    }
    page.close("td");
  }

  static void link(Markup page, String claim) {
    page.leaf("a", claim, "href", "#" + claim, "class", "id");
  }

  private static double distance(JudgedClaim claim) {
    Double ratio = claim.ratio();
    boolean off = claim.verdict() == Verdict.FAILS || isFarOff(claim);
    return ratio == null || ratio <= 0 || !off ? 0 : Math.abs(Math.log(ratio));
  }

  /** A claim that holds only under a condition may still be off by a factor. */
  private static boolean isFarOff(JudgedClaim claim) {
    Double ratio = claim.ratio();
    return claim.verdict() == Verdict.CONDITIONAL
        && claim.kind() != ClaimKind.LATENCY
        && ratio != null
        && Math.abs(Math.log(ratio)) > Math.log(1.5);
  }

  private static String text(@Nullable Span span) {
    return span == null ? "not measured" : span.text();
  }

  private static String text(@Nullable Amount amount) {
    return amount == null ? "" : amount.text();
  }
}
