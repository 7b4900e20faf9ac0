package dev.steelyard.balancer.discovery;

/// The registry holds as much as it may.
public final class RegistryFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RegistryFullException(String message) {
    super(message);
  }
}
