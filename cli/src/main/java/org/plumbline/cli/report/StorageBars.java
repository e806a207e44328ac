package org.plumbline.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.cli.run.Documents;

/** What the messages of each document take, by cause; calculated from the document's inputs. */
final class StorageBars {
  private static final int WIDTH = 1000;
  private static final List<String> COLOURS = List.of("colour0", "colour1", "colour5");

  private StorageBars() {}

  /** By cause: text, what each row carries besides, and the copies of both. */
  static Map<String, DataSize> causes(Estimate estimate) {
    DataSize text = Storage.kept(estimate.textPerDay(), estimate.retention().value());
    DataSize rows =
        Storage.withMetadata(
            text, estimate.messageSize().value(), estimate.metadataPerMessage().value());
    double copies = Math.max(1, estimate.replicationFactor().value().value());
    Map<String, DataSize> causes = new LinkedHashMap<>();
    causes.put("text", text);
    causes.put("metadata", DataSize.ofBytes(rows.bytes() - text.bytes()));
    causes.put("further copies", Storage.replicated(rows, copies - 1));
    return causes;
  }

  static void render(Markup page) {
    Map<String, Map<String, DataSize>> all = new LinkedHashMap<>();
    Estimate.PRESETS.forEach(name -> all.put(name, causes(Estimate.preset(name))));
    double most = all.values().stream().mapToDouble(StorageBars::sum).max().orElse(1);
    page.open("table", "class", "bars").leaf("caption", "Storage of the messages, by cause");
    all.forEach((document, causes) -> bar(page, document, causes, most));
    page.close("table").open("ul", "class", "legend");
    List<String> names = List.copyOf(all.values().iterator().next().keySet());
    for (int i = 0; i < names.size(); i++) {
      page.leaf("li", names.get(i), "class", COLOURS.get(i));
    }
    page.close("ul");
    page.leaf(
        "p",
        "Over each document's own retention, with its copies, or ours where it states none. Media"
            + " stand in an object store and are in the table below.",
        "class",
        "sub");
  }

  private static void bar(Markup page, String document, Map<String, DataSize> causes, double most) {
    page.open("tr").leaf("th", Documents.title(document), "scope", "row").open("td");
    page.open("svg", "viewBox", "0 0 " + WIDTH + " 18", "aria-hidden", "true");
    double x = 0;
    int colour = 0;
    for (DataSize size : causes.values()) {
      double width = WIDTH * size.bytes() / most;
      page.alone(
          "rect",
          "class",
          "fill " + COLOURS.get(colour++),
          "x",
          String.format(Locale.ROOT, "%.1f", x),
          "width",
          String.format(Locale.ROOT, "%.1f", width),
          "height",
          "18");
      x += width;
    }
    page.close("svg").close("td").open("td", "class", "counts");
    causes.forEach((cause, size) -> page.leaf("span", cause + " " + size.text()));
    page.close("td").close("tr");
  }

  private static double sum(Map<String, DataSize> causes) {
    return causes.values().stream().mapToDouble(DataSize::bytes).sum();
  }
}
