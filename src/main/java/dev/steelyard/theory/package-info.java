/// What the textbooks expect: queues in their steady state, Little's law, Jain's fairness. Pure
/// functions of numbers; nothing here knows of scenarios or runs.
///
/// Rates are given for any unit of time, the same for all of one model, and times come out in that
/// unit.
@NullMarked
package dev.steelyard.theory;

import org.jspecify.annotations.NullMarked;
