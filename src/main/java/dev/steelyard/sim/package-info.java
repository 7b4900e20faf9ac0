/// The virtual world: time that jumps from event to event, and nodes that are only computed.
@NullMarked
package dev.steelyard.sim;

import org.jspecify.annotations.NullMarked;
