/// Keys, hashes and the tables that lead from a key to a node; the strategies that use them are one
/// package up.
@NullMarked
package dev.steelyard.balancer.strategy.hash;

import org.jspecify.annotations.NullMarked;
