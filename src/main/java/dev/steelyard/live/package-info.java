/// The real world: HTTP over loopback sockets in wall-clock time, and mock nodes that listen. Jetty
/// lives here alone.
@NullMarked
package dev.steelyard.live;

import org.jspecify.annotations.NullMarked;
