package dev.steelyard.scenario;

/// Something that should hold of the results.
///
/// @param text the claim in words
/// @param holds the same as a condition over summary.json: `requests.failed == 0`
public record Claim(String text, String holds) {}
