/// The Live screen: one experiment that runs, is watched, and is meddled with.
@NullMarked
package dev.steelyard.ui.live;

import org.jspecify.annotations.NullMarked;
