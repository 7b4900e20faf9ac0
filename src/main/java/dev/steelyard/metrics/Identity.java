package dev.steelyard.metrics;

/// What was run: the head of a summary.
///
/// @param scenario the id of the scenario
/// @param world `live` or `virtual`
/// @param seed the root of all chance
/// @param strategy the name of the strategy
public record Identity(String scenario, String world, long seed, String strategy) {}
