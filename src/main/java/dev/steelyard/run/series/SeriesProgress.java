package dev.steelyard.run.series;

/// How far a series is.
///
/// @param ended runs that ended
/// @param runs all of them
/// @param share the share of all their time that was played, 0 to 1
public record SeriesProgress(int ended, int runs, double share) {}
