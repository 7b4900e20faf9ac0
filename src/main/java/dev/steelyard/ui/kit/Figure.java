package dev.steelyard.ui.kit;

/// A number with its unit, ready for the screen; the two are apart so that they can be set in
/// different sizes.
///
/// @param number the digits: `41`, `99.7`; `no data` if there is nothing to tell
/// @param unit the unit: `ms`, `%`; empty if there is none
public record Figure(String number, String unit) {
  /// Nothing was measured.
  public static final Figure NONE = new Figure("no data", "");

  public boolean isNone() {
    return equals(NONE);
  }

  /// Number and unit in one: `41 ms`.
  public String text() {
    return unit.isEmpty() ? number : number + " " + unit;
  }

  @Override
  public String toString() {
    return text();
  }
}
