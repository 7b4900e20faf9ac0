package dev.steelyard.ui;

import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;

/// Tells the screen before each picture how many nanoseconds have passed since the one before.
final class Pulse extends AnimationTimer {
  private final LongConsumer screen;
  private long beforeNanos = Long.MIN_VALUE;

  Pulse(LongConsumer screen) {
    this.screen = screen;
  }

  @Override
  public void handle(long nowNanos) {
    long passed = beforeNanos == Long.MIN_VALUE ? 0 : nowNanos - beforeNanos;
    beforeNanos = nowNanos;
    screen.accept(passed);
  }
}
