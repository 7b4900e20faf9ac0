/// What is played: nodes, traffic, balancer, faults and claims, with the JSON that holds them.
/// Jackson lives here alone.
@NullMarked
package dev.steelyard.scenario;

import org.jspecify.annotations.NullMarked;
