package dev.steelyard.scenario.json;

import java.util.List;

/// Somebody's wish that a field should have another value than in the file.
///
/// @param source how it was asked for, for messages: `--set nodes.0.weight=3`
/// @param path the field's names with dots between, and numbers from 0 for places in a list
/// @param value JSON, or else text as it stands; `null` takes the field away
public record FieldChange(String source, String path, String value) {
  /// A change as it is written on the command line, `PATH=VALUE`.
  public static FieldChange set(String assignment) {
    int equals = assignment.indexOf('=');
    return equals < 0
        ? new FieldChange("--set " + assignment, "", assignment)
        : new FieldChange(
            "--set " + assignment,
            assignment.substring(0, equals),
            assignment.substring(equals + 1));
  }

  /// Changes as they are written on the command line.
  public static List<FieldChange> set(List<String> assignments) {
    return assignments.stream().map(FieldChange::set).toList();
  }
}
