/// What a run leaves behind on disk: its summary as JSON, its timeline and transitions as CSV, the
/// scenario as it was run, and a picture.
@NullMarked
package dev.steelyard.run.report;

import org.jspecify.annotations.NullMarked;
