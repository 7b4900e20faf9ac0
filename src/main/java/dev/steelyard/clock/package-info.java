/// Wall-clock time, for all that runs in the real world: an event loop on one thread.
@NullMarked
package dev.steelyard.clock;

import org.jspecify.annotations.NullMarked;
