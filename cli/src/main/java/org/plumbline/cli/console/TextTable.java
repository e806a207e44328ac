package org.plumbline.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A table of plain text with columns as wide as their widest cell. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<Integer> rightAligned;
  private final List<List<String>> rows = new ArrayList<>();

  /** A heading that starts with {@code >} is of a right-aligned column. */
  public TextTable(String... headings) {
    this.headings = new ArrayList<>();
    this.rightAligned = new ArrayList<>();
    for (String heading : headings) {
      boolean right = heading.startsWith(">");
      if (right) {
        rightAligned.add(this.headings.size());
      }
      this.headings.add(right ? heading.substring(1) : heading);
    }
  }

  /** Adds a row with one cell for each heading. */
  public TextTable row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "cells: " + cells.length + " (expected: " + headings.size() + ")");
    }
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table, each line indented by two spaces and ended by a line break. */
  public String render() {
    int[] widths = new int[headings.size()];
    measure(headings, widths);
    rows.forEach(row -> measure(row, widths));
    StringBuilder text = new StringBuilder();
    line(headings, widths, text);
    rows.forEach(row -> line(row, widths, text));
    return text.toString();
  }

  private static void measure(List<String> cells, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], cells.get(column).length());
    }
  }

  private void line(List<String> cells, int[] widths, StringBuilder text) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(GAP).append(rightAligned.contains(column) ? padding + cell : cell + padding);
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }
}
