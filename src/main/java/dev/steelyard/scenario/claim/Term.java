package dev.steelyard.scenario.claim;

import java.util.OptionalDouble;
import java.util.function.Consumer;

/// A number, written down or computed.
public sealed interface Term extends Part {
  /// The number in this run.
  ///
  /// @throws ConditionException if a path has no value, or at a division by zero
  double value(Values values) throws ConditionException;

  /// Hands over every path in it, from left to right.
  void eachPath(Consumer<String> to);

  /// A number as it stands.
  record Constant(double number) implements Term {
    @Override
    public double value(Values values) {
      return number;
    }

    @Override
    public void eachPath(Consumer<String> to) {}
  }

  /// A number of the summary.
  record Path(String path) implements Term {
    @Override
    public double value(Values values) throws ConditionException {
      OptionalDouble value = values.of(path);
      if (value.isEmpty()) {
        throw new ConditionException(path + " has no value in this run");
      }
      return value.getAsDouble();
    }

    @Override
    public void eachPath(Consumer<String> to) {
      to.accept(path);
    }
  }

  /// Two numbers put together.
  record Arithmetic(Term left, Operator operator, Term right) implements Term {
    @Override
    public double value(Values values) throws ConditionException {
      double first = left.value(values);
      double second = right.value(values);
      if (operator == Operator.DIVIDED_BY && second == 0) {
        throw new ConditionException("it divides by zero");
      }
      return operator.of(first, second);
    }

    @Override
    public void eachPath(Consumer<String> to) {
      left.eachPath(to);
      right.eachPath(to);
    }
  }

  /// What is done with two numbers.
  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED_BY;

    double of(double left, double right) {
      return switch (this) {
        case PLUS -> left + right;
        case MINUS -> left - right;
        case TIMES -> left * right;
        case DIVIDED_BY -> left / right;
      };
    }
  }
}
