package dev.steelyard.metrics;

import java.util.List;

/// Histories of runs that never were.
public final class Histories {
  private Histories() {}

  public static History of(List<Point> points) {
    History history = History.EMPTY;
    for (Point point : points) {
      history = history.plus(point);
    }
    return history;
  }
}
