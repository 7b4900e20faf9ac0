/// JSON as text that people write: every value knows its line and column, and every problem with it
/// is one line that says where it is, what is wrong and what is allowed. Jackson is used here and
/// nowhere else.
@NullMarked
package dev.steelyard.scenario.json;

import org.jspecify.annotations.NullMarked;
