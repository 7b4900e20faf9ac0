package dev.steelyard;

/// Starts Steelyard.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("steelyard");
  }
}
