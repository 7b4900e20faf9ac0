/// Figures for other programs: a Prometheus endpoint, off until it is asked for. The Prometheus
/// client library lives here alone.
@NullMarked
package dev.steelyard.export;

import org.jspecify.annotations.NullMarked;
