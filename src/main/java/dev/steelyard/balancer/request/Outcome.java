package dev.steelyard.balancer.request;

/// How one attempt, or a whole request, ended.
public sealed interface Outcome permits Answer, Failure {
  /// Whether the client got what it asked for: any answer below 500.
  boolean succeeded();

  /// The name under which a failure is counted in results: `refused`, `timeout`, `status-503`, ...
  /// For a success it is `status-200` and the like.
  String label();
}
