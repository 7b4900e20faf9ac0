/// What travels: a request, the outcome of sending it once, and the transport that sends it.
@NullMarked
package dev.steelyard.balancer.request;

import org.jspecify.annotations.NullMarked;
