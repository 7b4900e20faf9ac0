package dev.steelyard.cli;

/// A file of hash keys cannot be used.
final class KeyFileException extends Exception {
  private static final long serialVersionUID = 1;

  KeyFileException(String file, String reason) {
    super(
        "--keys: '"
            + file
            + "' is wrong because "
            + reason
            + "; allowed: a text file in UTF-8 with one key a line, up to "
            + KeyFile.MOST_BYTES / 1_000_000
            + " MB");
  }
}
