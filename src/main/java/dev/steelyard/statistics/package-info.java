/// What can be said of a true value by a sample of it. Commons Statistics lives here alone.
@NullMarked
package dev.steelyard.statistics;

import org.jspecify.annotations.NullMarked;
