package dev.steelyard.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the directory of a report.
///
/// An empty one, such as an unset variable of a shell leaves, would be the current directory, which
/// nobody asked for.
final class ReportDirectory implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException("it is empty; allowed: a directory, . for this one");
    }
    return Path.of(value);
  }
}
