/// The load balancer itself: who may be chosen, who is chosen, and what happens when the choice was
/// bad. It knows no HTTP library, no screen and no clock but the {@link
/// dev.steelyard.balancer.time.Timeline}, so the same code runs on real sockets and in virtual
/// time. Everything in here runs on the Timeline's thread and holds plain fields.
@NullMarked
package dev.steelyard.balancer;

import org.jspecify.annotations.NullMarked;
