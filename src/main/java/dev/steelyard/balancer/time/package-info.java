/// Time and chance: the only doors through which "when" and "at random" enter the program.
@NullMarked
package dev.steelyard.balancer.time;

import org.jspecify.annotations.NullMarked;
