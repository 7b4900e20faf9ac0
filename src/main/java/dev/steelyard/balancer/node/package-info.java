/// The nodes behind the balancer: their addresses, what the balancer believes of each, and the pool
/// that holds them in stable order.
@NullMarked
package dev.steelyard.balancer.node;

import org.jspecify.annotations.NullMarked;
