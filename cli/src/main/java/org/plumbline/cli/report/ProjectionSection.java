package org.plumbline.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.projection.DocumentProjection;
import org.plumbline.capacity.projection.Projection;
import org.plumbline.capacity.projection.Span;
import org.plumbline.cli.run.Documents;

/** Each document's scale: what it says beside what follows from our measurements. */
final class ProjectionSection {
  private static final String NOT_MEASURED = "not measured";

  private ProjectionSection() {}

  static void render(Markup page, RunData run) {
    Projection projection = run.summary().projection();
    page.open("section", "id", "projection").leaf("h2", "At the documents' scale");
    page.leaf(
        "p",
        "Extrapolated from this machine to hundreds of millions of users: read the order of"
            + " magnitude. Brackets hold the 95% interval that the measured figure hands on; the"
            + " assumptions below weigh at least as much.",
        "class",
        "sub");
    StorageBars.render(page);
    table(
        page,
        "Chat servers",
        List.of("Connections", "It says", "By memory", "By processor", "What binds"),
        projection.documents().stream().map(ProjectionSection::servers).toList());
    table(
        page,
        "Storage",
        List.of(
            "It says", "Messages, replicated", "Messages a year, replicated", "Media, one copy"),
        projection.documents().stream().map(ProjectionSection::storage).toList());
    table(
        page,
        "Traffic",
        List.of("Messages/s, average", "Messages/s, peak", "Frames in", "Frames out"),
        projection.documents().stream().map(ProjectionSection::traffic).toList());
    basis(page, projection);
    page.close("section");
  }

  private static List<String> servers(DocumentProjection document) {
    return List.of(
        document.document(),
        document.connections(),
        text(document.serversClaimed()),
        text(document.serversByMemory()),
        text(document.serversByCpu()),
        document.binding() == null ? "" : document.binding());
  }

  private static List<String> storage(DocumentProjection document) {
    return List.of(
        document.document(),
        text(document.storageClaimed()),
        text(document.textStored()),
        text(document.textStoredPerYear()),
        document.mediaStored());
  }

  private static List<String> traffic(DocumentProjection document) {
    return List.of(
        document.document(),
        document.messageRateAverage(),
        document.messageRatePeak(),
        text(document.bandwidthIn()),
        text(document.bandwidthOut()));
  }

  private static void table(
      Markup page, String title, List<String> headings, List<List<String>> rows) {
    page.open("div", "class", "scroll").open("table", "class", "grid").leaf("caption", title);
    page.open("thead").open("tr").leaf("th", "Document", "scope", "col");
    headings.forEach(heading -> page.leaf("th", heading, "scope", "col"));
    page.close("tr").close("thead").open("tbody");
    for (List<String> row : rows) {
      page.open("tr").leaf("th", Documents.title(row.getFirst()), "scope", "row");
      row.stream()
          .skip(1)
          .forEach(
              cell -> page.leaf("td", cell, "class", cell.equals(NOT_MEASURED) ? "sub" : null));
      page.close("tr");
    }
    page.close("tbody").close("table").close("div");
  }

  private static void basis(Markup page, Projection projection) {
    page.open("details").leaf("summary", "What this rests on: figures and assumptions");
    page.open("table", "class", "inputs").open("tbody");
    for (Projection.Calibration used : projection.calibrations()) {
      page.open("tr").leaf("th", Shown.words(used.name()), "scope", "row");
      page.leaf("td", Shown.figure(used.figure()) + " " + bracket(used));
      page.leaf("td", "measured, " + used.evidence(), "class", "sub").close("tr");
    }
    for (Projection.Assumption assumption : projection.assumptions()) {
      page.open("tr").leaf("th", Shown.words(assumption.id()), "scope", "row");
      page.leaf("td", assumption.text());
      page.leaf("td", assumption.source(), "class", "sub").close("tr");
    }
    page.close("tbody").close("table");
    if (!projection.missing().isEmpty()) {
      page.leaf("p", "Not measured in this run: " + String.join(", ", projection.missing()));
    }
    page.close("details");
  }

  private static String bracket(Projection.Calibration used) {
    String interval = Shown.interval(used.figure());
    return interval.isEmpty() ? "" : "(" + interval + ")";
  }

  private static String text(@Nullable Span span) {
    return span == null ? NOT_MEASURED : span.text();
  }

  private static String text(DocumentProjection.@Nullable Stated stated) {
    return stated == null ? "no figure" : stated.text() + " (" + stated.claim() + ")";
  }
}
