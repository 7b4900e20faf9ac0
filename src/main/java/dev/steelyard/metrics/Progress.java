package dev.steelyard.metrics;

import java.util.function.Supplier;

/// How far a run is and how it does: what a progress bar shows.
///
/// @param atNanos the moment, on the Timeline; the run began at 0
/// @param books the counts since the start
/// @param lastSecond the last second
/// @param frame makes the whole frame of this moment, which costs much more; only to be asked while
///   this is being handed over
public record Progress(long atNanos, Books books, Window lastSecond, Supplier<Frame> frame) {}
