package org.plumbline.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.cli.run.Documents;
import org.plumbline.cli.run.Projection;
import org.plumbline.cli.run.Summary;

/** Each document's scale: what it says beside what follows from our measurements. */
final class ProjectionSection {
  private ProjectionSection() {}

  static void render(Markup page, RunData run) {
    Summary summary = run.summary();
    page.open("section", "id", "projection").leaf("h2", "At the documents' scale");
    if (summary.projections().isEmpty()) {
      page.leaf("p", "No calibration has been run: there is nothing to project from.");
      page.close("section");
      return;
    }
    page.leaf(
        "p",
        "Extrapolated from this machine to hundreds of millions of users: read the order of"
            + " magnitude, and the interval where one is known.",
        "class",
        "sub");
    page.open("div", "class", "scroll").open("table", "class", "grid");
    page.open("thead").open("tr");
    for (String heading : List.of("Document", "Quantity", "The document says")) {
      page.leaf("th", heading, "scope", "col");
    }
    page.leaf("th", "From our figures", "scope", "col").leaf("th", "95% interval", "scope", "col");
    page.leaf("th", "Said / ours", "scope", "col", "class", "number");
    page.close("tr").close("thead").open("tbody");
    summary.projections().forEach(projection -> row(page, projection));
    page.close("tbody").close("table").close("div").close("section");
  }

  private static void row(Markup page, Projection projection) {
    page.open("tr").leaf("th", Documents.title(projection.document()), "scope", "row");
    page.open("td").open("details").leaf("summary", projection.quantity());
    page.leaf("p", projection.basis(), "class", "mono").close("details").close("td");
    page.leaf("td", or(projection.said(), "no figure"));
    page.leaf("td", or(projection.projected(), "not measured"));
    page.leaf("td", or(projection.interval(), ""));
    Double ratio = projection.ratio();
    page.leaf("td", ratio == null ? "" : Shown.ratio(ratio), "class", "number").close("tr");
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
