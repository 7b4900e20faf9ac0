/// The flow: clients, balancer, lanes, and requests on their way, drawn on a canvas.
@NullMarked
package dev.steelyard.ui.live.flow;

import org.jspecify.annotations.NullMarked;
