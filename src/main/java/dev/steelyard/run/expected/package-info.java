/// What theory expects of a run, where it expects anything.
@NullMarked
package dev.steelyard.run.expected;

import org.jspecify.annotations.NullMarked;
