package org.plumbline.cli.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.judge.Promises;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.console.Terminal;
import org.plumbline.cli.console.TextTable;

/**
 * All figures and goals of the loads that ran, for a terminal. Where an evidence has a figure
 * {@code x} and another {@code x_floor_ratio}, the second stands beside the first: what the same
 * work takes without a messenger, by the same unit.
 */
public final class LoadFigures {
  private static final String RATIO = "_floor_ratio";
  private static final String KIND = "load";

  private LoadFigures() {}

  /** A table for each load; empty when none ran. */
  public static String render(List<Evidence> evidence, Terminal terminal) {
    StringBuilder text = new StringBuilder();
    for (Evidence load : evidence) {
      if (load.kind().equals(KIND) && !load.figures().isEmpty()) {
        text.append(terminal.paint(Colour.BOLD, "Figures of " + load.id()))
            .append(System.lineSeparator())
            .append(table(load.figures()).render());
        goals(load, text, terminal);
        text.append(System.lineSeparator());
      }
    }
    return text.toString();
  }

  /** How fast and how lean it is meant to be: to miss it is no broken promise. */
  private static void goals(Evidence load, StringBuilder text, Terminal terminal) {
    for (Finding finding : load.findings()) {
      if (Promises.isGoal(finding)) {
        String outcome =
            switch (finding.outcome()) {
              case HELD -> terminal.paint(Colour.GREEN, "goal met    ");
              case BROKEN -> terminal.paint(Colour.RED, "goal missed ");
              case UNKNOWN -> terminal.paint(Colour.YELLOW, "goal unclear");
            };
        text.append(outcome)
            .append("  ")
            .append(Shown.words(finding.id()))
            .append(". ")
            .append(finding.summary())
            .append(System.lineSeparator());
      }
    }
  }

  private static TextTable table(Map<String, Figure> figures) {
    boolean hasFloors = figures.keySet().stream().anyMatch(name -> isRatioOfAnother(name, figures));
    TextTable table =
        hasFloors
            ? new TextTable("figure", ">value", "95% interval", ">of its floor")
            : new TextTable("figure", ">value", "95% interval");
    figures.forEach(
        (name, figure) -> {
          if (!isRatioOfAnother(name, figures)) {
            String value = Shown.figure(figure);
            String interval = Shown.interval(figure);
            if (hasFloors) {
              table.row(name, value, interval, ratio(figures.get(name + RATIO)));
            } else {
              table.row(name, value, interval);
            }
          }
        });
    return table;
  }

  /** A ratio without its figure stands in a row of its own. */
  private static boolean isRatioOfAnother(String name, Map<String, Figure> figures) {
    return name.endsWith(RATIO)
        && figures.containsKey(name.substring(0, name.length() - RATIO.length()));
  }

  private static String ratio(@Nullable Figure ratio) {
    if (ratio == null) {
      return "";
    }
    Double low = ratio.low();
    Double high = ratio.high();
    String value = Shown.ratio(ratio.value());
    return low == null || high == null
        ? value
        : value + " (" + Shown.ratio(low) + " to " + Shown.ratio(high) + ")";
  }
}
