/// Settings that are typed, ticked or chosen while something runs: what may be said, what is said
/// when it may not, and the way back. Every screen with settings uses these.
@NullMarked
package dev.steelyard.ui.setting;

import org.jspecify.annotations.NullMarked;
