/// The event log: what happened, line by line, with filters.
@NullMarked
package dev.steelyard.ui.live.log;

import org.jspecify.annotations.NullMarked;
