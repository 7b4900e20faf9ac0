/// The real world: wall-clock time, HTTP over loopback sockets, and mock nodes that listen. Jetty
/// lives here alone.
@NullMarked
package dev.steelyard.live;

import org.jspecify.annotations.NullMarked;
