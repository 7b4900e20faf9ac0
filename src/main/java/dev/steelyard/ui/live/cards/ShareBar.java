package dev.steelyard.ui.live.cards;

import javafx.scene.layout.Region;

/// A bar for the share of the traffic, with a tick where the share is expected to be.
final class ShareBar extends Region {
  private static final double TICK = 2;

  private final Region track = new Region();
  private final Region fill = new Region();
  private final Region tick = new Region();
  private double share;
  private double expected;

  ShareBar() {
    getStyleClass().add("share-bar");
    track.getStyleClass().add("share-track");
    fill.getStyleClass().add("share-fill");
    tick.getStyleClass().add("share-tick");
    getChildren().addAll(track, fill, tick);
  }

  /// Both from 0 to 1.
  void show(double newShare, double newExpected) {
    if (newShare != share || newExpected != expected) {
      share = newShare;
      expected = newExpected;
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    double bar = getHeight() - 4;
    track.resizeRelocate(0, 2, getWidth(), bar);
    fill.resizeRelocate(0, 2, Math.rint(getWidth() * share), bar);
    double x = Math.rint(getWidth() * expected - TICK / 2);
    tick.resizeRelocate(Math.clamp(x, 0, Math.max(0, getWidth() - TICK)), 0, TICK, getHeight());
  }
}
