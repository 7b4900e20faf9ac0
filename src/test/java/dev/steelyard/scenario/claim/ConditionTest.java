package dev.steelyard.scenario.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final Values VALUES =
      path ->
          switch (path) {
            case "one" -> OptionalDouble.of(1);
            case "two" -> OptionalDouble.of(2);
            case "a.b-c.d_e" -> OptionalDouble.of(7);
            default -> OptionalDouble.empty();
          };

  @ParameterizedTest
  @CsvSource({
    "one == 1, true",
    "one != 1, false",
    "one < two, true",
    "two < two, false",
    "two <= two, true",
    "two >= 2.5, false",
    "two > 1.999, true",
    "one + two * 3 == 7, true",
    "(one + two) * 3 == 9, true",
    "two - one - one == 0, true",
    "8 / two / two == 2, true",
    "-one + 2 == one, true",
    "- (one + two) == -3, true",
    "1e3 == 1000, true",
    "1.5E-1 == 0.15, true",
    "a.b-c.d_e == 7, true",
    "one == 1 or one == 2 and one == 3, true",
    "(one == 1 or one == 2) and one == 3, false",
    "one == 1 and two == 2 and one < two, true",
    "((one == 1)), true",
    "one==1and two==2, true",
  })
  void conditionsAreDecided(String text, boolean holds) throws ConditionException {
    assertThat(Condition.parse(text).holds(VALUES)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';at character 1 a number or a path is missing before the end",
        "one;at character 4 a comparison is missing",
        "one ==;at character 7 a number or a path is missing before the end",
        "one = 1;at character 5 '=' has no meaning (equal is written ==)",
        "one == 1 &;at character 10 '&' has no meaning",
        "one == 1 two;at character 10 'two' is not expected",
        "(one == 1;at character 10 a closing parenthesis is missing before the end",
        "one == 1);at character 9 ')' is not expected",
        "one < two < 3;at character 11 '<' takes numbers, not comparisons",
        "one and two;at character 5 'and' joins comparisons, not numbers",
        "(one == 1) + 2 == 3;at character 12 '+' takes numbers, not comparisons",
        "or == 1;at character 1 a number or a path is missing before 'or'",
        "one == 1e999;at character 8 the number is too large",
        "one == .5;at character 8 '.' has no meaning",
      })
  void mistakesAreToldWithTheirPosition(String text, String reason) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(ConditionException.class)
        .hasMessage(reason);
  }

  @Test
  void deepNestingIsReadAndEndlessNestingIsNot() throws ConditionException {
    String deep = "(".repeat(240) + "1" + ")".repeat(240) + " == 1";

    assertThat(Condition.parse(deep).holds(VALUES)).isTrue();
    assertThatThrownBy(() -> Condition.parse("(".repeat(100_000)))
        .hasMessage("it is longer than 500 characters");
  }

  @Test
  void aPathWithoutAValueIsTold() throws ConditionException {
    Condition condition = Condition.parse("one == 1 or thre == 3");

    assertThatThrownBy(() -> condition.holds(VALUES)).hasMessage("thre has no value in this run");
  }

  @Test
  void nothingIsDividedByZero() throws ConditionException {
    Condition condition = Condition.parse("one / (one - 1) > 5");

    assertThatThrownBy(() -> condition.holds(VALUES)).hasMessage("it divides by zero");
  }

  @Test
  void pathsAreKnownBeforeARun() throws ConditionException {
    assertThat(Condition.parse("b + a > 1 or c == a and -d < 1").paths())
        .containsExactly("b", "a", "c", "d");
  }
}
