package dev.steelyard.run.series;

import dev.steelyard.scenario.Scenario;

/// One of several scenarios that are played beside each other.
///
/// @param name tells it from the others
public record Variant(String name, Scenario scenario) {}
