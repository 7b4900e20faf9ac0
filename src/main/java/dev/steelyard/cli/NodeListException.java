package dev.steelyard.cli;

/// A list of nodes on the command line cannot be read.
final class NodeListException extends Exception {
  private static final long serialVersionUID = 1;

  NodeListException(String option, String item, String reason, String allowed) {
    super(option + ": '" + item + "' is wrong because " + reason + "; allowed: " + allowed);
  }
}
