/// From events to figures: immutable frames for the screen and summaries for results. HdrHistogram
/// lives here alone.
@NullMarked
package dev.steelyard.metrics;

import org.jspecify.annotations.NullMarked;
