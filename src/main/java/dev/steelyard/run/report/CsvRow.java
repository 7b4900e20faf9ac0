package dev.steelyard.run.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;

/// Writes the cells of a CSV file as RFC 4180 has them, but with a bare line feed at the end of a
/// row, as tools for text files expect. A cell is quoted if it holds a comma, a quote or a line
/// break.
public final class CsvRow {
  private final Writer out;
  private boolean begun;

  public CsvRow(Writer out) {
    this.out = out;
  }

  /// One more cell.
  public CsvRow cell(String text) throws IOException {
    if (begun) {
      out.write(',');
    }
    begun = true;
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    out.write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    return this;
  }

  /// One more cell.
  public CsvRow cell(long number) throws IOException {
    return cell(String.valueOf(number));
  }

  /// A number without an exponent or trailing zeros; an empty cell if it is none.
  public CsvRow cell(double number) throws IOException {
    return cell(
        Double.isFinite(number)
            ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
            : "");
  }

  /// Ends the row.
  public void end() throws IOException {
    out.write('\n');
    begun = false;
  }
}
