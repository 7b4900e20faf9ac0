/// The front door: real clients' requests over HTTP/1.1 and h2c, relayed to the nodes by way of the
/// balancer.
@NullMarked
package dev.steelyard.live.door;

import org.jspecify.annotations.NullMarked;
