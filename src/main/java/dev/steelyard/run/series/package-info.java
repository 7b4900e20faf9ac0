/// Many runs: variants of a scenario, each with the same seeds, and what their figures are with
/// what certainty.
@NullMarked
package dev.steelyard.run.series;

import org.jspecify.annotations.NullMarked;
