/// Whether a failed attempt is followed by another one. Policies decide; they never wait or send.
@NullMarked
package dev.steelyard.balancer.retry;

import org.jspecify.annotations.NullMarked;
