package dev.steelyard.scenario.json;

/// One thing that is wrong with what somebody wrote.
///
/// @param place where
/// @param path the field, `nodes.0.weight`; empty for the whole
/// @param text what is wrong and what is allowed
public record Problem(Place place, String path, String text) {
  private static final int MOST_SHOWN = 120;

  /// A value that must not be.
  ///
  /// @param reason goes on from `because`
  /// @param allowed what may stand there instead
  public static Problem wrong(String path, Located value, String reason, String allowed) {
    return new Problem(
        value.place(),
        path,
        shortened(value.words()) + " is wrong because " + reason + "; allowed: " + allowed);
  }

  /// The problem in one line, `FILE:LINE:COLUMN: FIELD: ...`.
  public String line() {
    String field = path.isEmpty() ? "" : shortened(path) + ": ";
    return oneLine(place + ": " + field + text);
  }

  @Override
  public String toString() {
    return line();
  }

  /// The beginning of a long text.
  static String shortened(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }

  /// The text with everything escaped that could break the line or command a terminal.
  private static String oneLine(String text) {
    var line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          boolean harmless =
              !Character.isISOControl(c)
                  && Character.getType(c) != Character.FORMAT
                  && c != 0x2028
                  && c != 0x2029;
          if (harmless) {
            line.appendCodePoint(c);
          } else {
            line.append(String.format("\\u%04x", c));
          }
        });
    return line.toString();
  }
}
