package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.LimitSettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import java.util.Optional;

/// What keeps retries from becoming too many, as a choice.
enum LimitKind {
  NONE("None", Optional.empty()),
  BUDGET("Budget", Optional.of(BudgetSettings.DEFAULTS)),
  THROTTLE("Throttle", Optional.of(ThrottleSettings.DEFAULTS));

  private final String title;
  private final Optional<LimitSettings> defaults;

  LimitKind(String title, Optional<LimitSettings> defaults) {
    this.title = title;
    this.defaults = defaults;
  }

  String title() {
    return title;
  }

  Optional<LimitSettings> defaults() {
    return defaults;
  }

  static LimitKind of(Optional<LimitSettings> limit) {
    return switch (limit.orElse(null)) {
      case null -> NONE;
      case BudgetSettings budget -> BUDGET;
      case ThrottleSettings throttle -> THROTTLE;
    };
  }
}
