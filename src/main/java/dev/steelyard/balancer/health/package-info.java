/// What the balancer believes of its nodes and why: active checks, and ejection by what traffic
/// shows.
@NullMarked
package dev.steelyard.balancer.health;

import org.jspecify.annotations.NullMarked;
