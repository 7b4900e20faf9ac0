/// How a node is chosen: one file for each algorithm, and what "load" means apart from all of them.
@NullMarked
package dev.steelyard.balancer.strategy;

import org.jspecify.annotations.NullMarked;
