package dev.steelyard.scenario.claim;

/// What stands between parentheses: a condition, or a number.
sealed interface Part permits Condition, Term {}
