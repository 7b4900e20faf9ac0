package dev.steelyard.scenario.json;

/// Names of fields inside of each other, with dots between.
final class Paths {
  private Paths() {}

  static String join(String outer, String name) {
    return outer.isEmpty() ? name : outer + "." + name;
  }
}
