package dev.steelyard.scenario.claim;

import java.util.Arrays;
import java.util.Optional;

/// How two numbers are compared.
public enum Relation {
  EQUAL("=="),
  DIFFERENT("!="),
  AT_MOST("<="),
  AT_LEAST(">="),
  BELOW("<"),
  ABOVE(">");

  private final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case DIFFERENT -> left != right;
      case AT_MOST -> left <= right;
      case AT_LEAST -> left >= right;
      case BELOW -> left < right;
      case ABOVE -> left > right;
    };
  }

  static Optional<Relation> find(String sign) {
    return Arrays.stream(values()).filter(relation -> relation.sign.equals(sign)).findFirst();
  }
}
