/// How fast Steelyard is, held against others in the same run: simulated requests, picks, and live
/// requests over loopback.
@NullMarked
package dev.steelyard.bench;

import org.jspecify.annotations.NullMarked;
