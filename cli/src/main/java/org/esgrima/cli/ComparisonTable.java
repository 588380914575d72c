package org.esgrima.cli;

import java.util.ArrayList;
import java.util.List;
import org.esgrima.report.Comparison;

/**
 * Runs side by side as lines of limited width: long values are broken, and where there are many
 * runs, the table goes on below with the next ones.
 */
final class ComparisonTable {
  private static final int GAP = 2;
  private static final int NARROWEST = 14;
  private static final int WIDEST_KEY = 30;

  private final Comparison comparison;
  private final int width;

  ComparisonTable(Comparison comparison, int width) {
    this.comparison = comparison;
    this.width = width;
  }

  List<String> lines() {
    List<Comparison.Row> settings = comparison.settings();
    List<Comparison.Row> figures =
        comparison.figures().stream().map(Comparison.Figures::row).toList();
    int key = 0;
    for (List<Comparison.Row> rows : List.of(settings, figures)) {
      for (Comparison.Row row : rows) {
        key = Math.max(key, Math.min(WIDEST_KEY, row.name().length()));
      }
    }
    int together = Math.max(1, (width - key) / (NARROWEST + GAP));
    List<String> lines = new ArrayList<>();
    int runs = comparison.names().size();
    for (int from = 0; from < runs; from += together) {
      if (from > 0) {
        lines.add("");
      }
      int to = Math.min(runs, from + together);
      lines.addAll(block(key, settings, figures, from, to));
    }
    return lines;
  }

  private List<String> block(
      int key, List<Comparison.Row> settings, List<Comparison.Row> figures, int from, int to) {
    int column = (width - key) / (to - from) - GAP;
    List<String> lines = new ArrayList<>();
    add(lines, key, column, "", comparison.names().subList(from, to));
    lines.add("");
    lines.add(settings.isEmpty() ? "No setting differs." : "Settings that differ");
    for (Comparison.Row row : settings) {
      add(lines, key, column, row.name(), row.values().subList(from, to));
    }
    lines.add("");
    lines.add("What came of them");
    for (Comparison.Row row : figures) {
      add(lines, key, column, row.name(), row.values().subList(from, to));
    }
    return lines;
  }

  private static void add(
      List<String> lines, int key, int column, String name, List<String> values) {
    List<List<String>> cells = new ArrayList<>(List.of(broken(name, key)));
    values.forEach(value -> cells.add(broken(value, column)));
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder();
      for (int cell = 0; cell < cells.size(); cell++) {
        String text = i < cells.get(cell).size() ? cells.get(cell).get(i) : "";
        int room = (cell == 0 ? key : column) + GAP;
        line.append(text).append(" ".repeat(room - text.length()));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** Pieces of at most {@code most} letters: at spaces, or behind dots and dashes of a name. */
  static List<String> broken(String text, int most) {
    List<String> pieces = new ArrayList<>();
    String rest = text;
    while (rest.length() > most) {
      int end = rest.lastIndexOf(' ', most);
      if (end <= 0) {
        String first = rest.substring(0, most);
        int sign = Math.max(first.lastIndexOf('.'), first.lastIndexOf('-'));
        end = sign > 0 ? sign + 1 : most;
      }
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    pieces.add(rest);
    return pieces;
  }
}
