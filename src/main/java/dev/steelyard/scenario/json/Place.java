package dev.steelyard.scenario.json;

import java.util.Comparator;

/// Where something was written.
///
/// @param source a file's name, or an option of the command line as it was given
/// @param line from 1; 0 if there are no lines
/// @param column from 1; 0 if there are no lines
public record Place(String source, int line, int column) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  /// A source as a whole.
  public static Place of(String source) {
    return new Place(source, 0, 0);
  }

  /// By line and column; whole sources come first.
  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /// `file.json:7:12`, or the source alone.
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
