/// The gateway's decisions: which pool a request goes to, and whether it may pass at all. Values
/// and pure mechanisms; the Gateway acts on them.
@NullMarked
package dev.steelyard.balancer.route;

import org.jspecify.annotations.NullMarked;
