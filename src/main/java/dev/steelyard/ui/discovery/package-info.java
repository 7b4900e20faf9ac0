/// Discovery on the Live screen: what the registry holds against what each balancer believes, and
/// the faults of the registry.
@NullMarked
package dev.steelyard.ui.discovery;

import org.jspecify.annotations.NullMarked;
