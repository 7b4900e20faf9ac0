/// What happened in the balancer, as immutable records of ids and values: the only source for
/// screens, metrics and reports.
@NullMarked
package dev.steelyard.balancer.event;

import org.jspecify.annotations.NullMarked;
