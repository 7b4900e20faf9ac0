/// Words that people write and read: durations with their units, and the nearest of some known
/// names.
@NullMarked
package dev.steelyard.scenario.text;

import org.jspecify.annotations.NullMarked;
