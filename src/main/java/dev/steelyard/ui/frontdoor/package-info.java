/// The Front door screen: lets real programs in, and says which of their requests goes to which
/// pool.
///
/// Models need no toolkit; what they act upon is the running experiment.
@NullMarked
package dev.steelyard.ui.frontdoor;

import org.jspecify.annotations.NullMarked;
