package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BackoffSettings.None;
import dev.steelyard.balancer.retry.Jitter;

/// How retries wait, as a choice.
enum BackoffKind {
  NONE("At once", BackoffSettings.NONE),
  FIXED("Fixed wait", new Fixed(BackoffSettings.DEFAULT_BASE, Jitter.NONE)),
  EXPONENTIAL(
      "Doubling wait",
      new Exponential(BackoffSettings.DEFAULT_BASE, BackoffSettings.DEFAULT_CAP, Jitter.FULL));

  private final String title;
  private final BackoffSettings defaults;

  BackoffKind(String title, BackoffSettings defaults) {
    this.title = title;
    this.defaults = defaults;
  }

  String title() {
    return title;
  }

  BackoffSettings defaults() {
    return defaults;
  }

  static BackoffKind of(BackoffSettings settings) {
    return switch (settings) {
      case None none -> NONE;
      case Fixed fixed -> FIXED;
      case Exponential exponential -> EXPONENTIAL;
    };
  }
}
