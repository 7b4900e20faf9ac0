/// The little language of claims: conditions over the numbers of a run's summary.
@NullMarked
package dev.steelyard.scenario.claim;

import org.jspecify.annotations.NullMarked;
