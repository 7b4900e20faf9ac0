/// One scenario in one world, from its first request to its summary.
@NullMarked
package dev.steelyard.run;

import org.jspecify.annotations.NullMarked;
