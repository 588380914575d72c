package org.esgrima.cli;

import java.util.ArrayList;
import java.util.List;

/** Cells as aligned lines, two blanks between columns. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with that head; every row has as many cells. */
  TextTable(List<String> head) {
    rows.add(head);
  }

  void add(List<String> row) {
    if (row.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(row + " does not fit below " + rows.get(0));
    }
    rows.add(row);
  }

  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
