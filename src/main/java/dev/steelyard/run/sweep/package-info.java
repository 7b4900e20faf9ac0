/// One run, or several, for each value of one field of a scenario, and the picture of it.
@NullMarked
package dev.steelyard.run.sweep;

import org.jspecify.annotations.NullMarked;
