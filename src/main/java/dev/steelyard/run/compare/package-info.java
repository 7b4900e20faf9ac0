/// The same traffic, work and faults through several strategies, and which of them is better.
@NullMarked
package dev.steelyard.run.compare;

import org.jspecify.annotations.NullMarked;
