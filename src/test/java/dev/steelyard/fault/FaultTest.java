package dev.steelyard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
  @Test
  void effectsAreSaidInAFewWords() {
    assertThat(new Effect.Refuse().words()).isEqualTo("refuses connections");
    assertThat(new Effect.Hang().words()).isEqualTo("hangs");
    assertThat(new Effect.Reset().words()).isEqualTo("resets connections");
    assertThat(new Effect.Slow(10).words()).isEqualTo("slow, 10 times");
    assertThat(new Effect.Slow(2.5).words()).isEqualTo("slow, 2.5 times");
    assertThat(new Effect.Slow(1_000).words()).isEqualTo("slow, 1000 times");
    assertThat(new Effect.Errors(1, 503).words()).isEqualTo("answers 503");
    assertThat(new Effect.Errors(0.07, 500).words()).isEqualTo("answers 500 for 7 %");
    assertThat(new Effect.Errors(0.125, 500).words()).isEqualTo("answers 500 for 12.5 %");
    assertThat(new Effect.Flap(Duration.ofMillis(1_500)).words()).isEqualTo("flaps every 1.5 s");
    assertThat(new Effect.Flap(Duration.ofHours(1)).words()).isEqualTo("flaps every 3600 s");
  }

  @Test
  void scopeIsSaidUnlessItIsEverybody() {
    var hang = new Effect.Hang();

    assertThat(new Fault(hang, Scope.BOTH).words()).isEqualTo("hangs");
    assertThat(new Fault(hang, Scope.TRAFFIC).words()).isEqualTo("hangs (traffic only)");
    assertThat(new Fault(hang, Scope.HEALTH_CHECK).words()).isEqualTo("hangs (health checks only)");
  }

  @ParameterizedTest
  @EnumSource
  void typeHasANameADescriptionAndDefaultsOfItsOwn(FaultType type) {
    assertThat(type.id()).matches("[a-z]+(-[a-z]+)*");
    assertThat(FaultType.find(type.id())).contains(type);
    assertThat(type.title()).matches("\\S.*\\S");
    assertThat(type.summary()).matches("[A-Z].*\\.");
    assertThat(type.defaults().type()).isEqualTo(type);
  }

  @Test
  void namesInFilesAreKept() {
    assertThat(Arrays.stream(FaultType.values()).map(FaultType::id))
        .contains("refuse", "hang", "slow", "errors", "reset", "flap");
    assertThat(Arrays.stream(Scope.values()).map(Scope::word))
        .containsExactly("traffic", "health-check", "both");
    assertThat(Arrays.stream(Truth.values()).map(Truth::word))
        .containsExactly("healthy", "degraded", "broken");
    assertThat(FaultType.find("Refuse")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void scopeIsFoundByItsWord(Scope scope) {
    assertThat(Scope.find(scope.word())).contains(scope);
    assertThat(Scope.find(scope.name())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 1, 1_000.1, Double.NaN, Double.POSITIVE_INFINITY})
  void factorOutOfRangeIsRefused(double factor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Effect.Slow(factor))
        .withMessage("factor: %s must be above 1 and at most 1000.0", factor);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, 1.1, Double.NaN})
  void ratioOutOfRangeIsRefused(double ratio) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Effect.Errors(ratio, 503))
        .withMessage("ratio: %s must be above 0 and at most 1", ratio);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 399, 600})
  void statusThatIsNoErrorIsRefused(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Effect.Errors(1, status))
        .withMessage("status: %d must be from 400 to 599", status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.099S", "PT1H1S", "-PT1S"})
  void periodOutOfRangeIsRefused(Duration period) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Effect.Flap(period))
        .withMessage("period: %s must be from PT0.1S to PT1H", period);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT-1S | PT5S | from: PT-1S must not be below 0",
        "PT5S  | PT5S | until: PT5S must be after PT5S",
        "PT5S  | PT4S | until: PT4S must be after PT5S"
      })
  void plannedFaultMustEndAfterItBegan(Duration from, Duration until, String message) {
    var fault = new Fault(new Effect.Hang(), Scope.BOTH);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlannedFault("a", from, Optional.of(until), fault))
        .withMessage(message);
    assertThat(new PlannedFault("a", Duration.ZERO, Optional.empty(), fault).until()).isEmpty();
  }
}
