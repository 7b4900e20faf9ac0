package dev.steelyard.balancer.retry;

/// What keeps retries and hedges from becoming too many: one of two published mechanisms.
public sealed interface LimitSettings permits BudgetSettings, ThrottleSettings {
  /// The settings in a few words.
  String words();
}
