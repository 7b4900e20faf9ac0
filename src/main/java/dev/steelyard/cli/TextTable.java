package dev.steelyard.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// A table of text: the first column to the left, the others to the right, each as wide as it needs
/// to be.
final class TextTable {
  private static final String GAP = "   ";

  private final List<List<String>> rows = new ArrayList<>();

  TextTable row(List<String> cells) {
    rows.add(new ArrayList<>(cells));
    return this;
  }

  /// Puts a column in, with a cell for each row there is.
  void insert(int column, List<String> cells) {
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).add(column, cells.get(i));
    }
  }

  void print(PrintWriter out) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + padding : GAP + padding + row.get(i));
      }
      out.print(line.toString().stripTrailing() + "\n");
    }
  }
}
