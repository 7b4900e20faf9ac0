/// What can be wrong with a node, as pure data for both worlds, and the driver that switches it on
/// and off in time.
@NullMarked
package dev.steelyard.fault;

import org.jspecify.annotations.NullMarked;
