/// The settings of the running experiment: traffic, strategy, and the safety nets.
@NullMarked
package dev.steelyard.ui.live.controls;

import org.jspecify.annotations.NullMarked;
