package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;

/// When a hedge is sent, as a choice.
enum HedgeKind {
  DELAY("A delay", new AfterDelay(AfterDelay.DEFAULT)),
  PERCENTILE("A percentile", HedgeSettings.DEFAULTS);

  private final String title;
  private final HedgeSettings defaults;

  HedgeKind(String title, HedgeSettings defaults) {
    this.title = title;
    this.defaults = defaults;
  }

  String title() {
    return title;
  }

  HedgeSettings defaults() {
    return defaults;
  }

  static HedgeKind of(HedgeSettings settings) {
    return switch (settings) {
      case AfterDelay delay -> DELAY;
      case AtPercentile percentile -> PERCENTILE;
    };
  }
}
