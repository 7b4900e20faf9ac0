package dev.steelyard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Distribution.Uniform;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    assertThat(new Effect.ResetAmid().words()).isEqualTo("resets connections amid the answer");
    assertThat(new Effect.RateLimit(2.5).words()).isEqualTo("limits to 2.5 requests/s");
    assertThat(new Effect.Truncate().words()).isEqualTo("cuts answers short");
    assertThat(new Effect.Malformed().words()).isEqualTo("answers with no HTTP");
    assertThat(new Effect.Drip(0.5).words()).isEqualTo("drips 0.5 bytes/s");
    assertThat(new Effect.Leak(0.01).words()).isEqualTo("leaks, 1 % slower each request");
    assertThat(new Effect.Overload(0.2).words())
        .isEqualTo("overloads, 20 % slower for each other request");
    assertThat(new Effect.Pause(Duration.ofSeconds(2), Duration.ofMillis(500)).words())
        .isEqualTo("pauses 0.5 s every 2 s");
    assertThat(new Effect.Delay(new Fixed(Duration.ofMillis(200))).words())
        .isEqualTo("delays answers 200 ms");
    assertThat(new Effect.Delay(new Uniform(Duration.ZERO, Duration.ofMillis(5))).words())
        .isEqualTo("delays answers 2.5 ms on average");
  }

  @Test
  void scopeIsSaidUnlessItIsEverybody() {
    var hang = new Effect.Hang();

    assertThat(new Fault(hang, Scope.BOTH).words()).isEqualTo("hangs");
    assertThat(new Fault(hang, Scope.TRAFFIC).words()).isEqualTo("hangs (traffic only)");
    assertThat(new Fault(hang, Scope.HEALTH_CHECK).words()).isEqualTo("hangs (health checks only)");
  }

  @Test
  void truthIsBrokenWhenNobodyIsServedAndDegradedWhenSomeAre() {
    for (FaultType type : FaultType.values()) {
      Truth truth = new Fault(type.defaults(), Scope.BOTH).truth();
      assertThat(truth)
          .as(type.id())
          .isEqualTo(
              switch (type) {
                case REFUSE, FLAP, HANG, RESET, ERRORS, TRUNCATE, MALFORMED -> Truth.BROKEN;
                case SLOW, DELAY, RATE_LIMIT, DRIP, PAUSE, LEAK, OVERLOAD -> Truth.DEGRADED;
              });
      assertThat(new Fault(type.defaults(), Scope.TRAFFIC).truth()).isEqualTo(truth);
      assertThat(new Fault(type.defaults(), Scope.HEALTH_CHECK).truth()).isEqualTo(Truth.HEALTHY);
    }
    assertThat(new Fault(new Effect.Errors(0.99, 500), Scope.BOTH).truth())
        .isEqualTo(Truth.DEGRADED);
    assertThat(new Fault(new Effect.ResetAmid(), Scope.BOTH).truth()).isEqualTo(Truth.BROKEN);
  }

  @Test
  void faultThatLeavesSomeOutIsNeverBroken() {
    var hang = new Effect.Hang();
    var none = OptionalInt.empty();

    assertThat(new Fault(hang, Scope.BOTH, new Selection(0.9, none, 1)).truth())
        .isEqualTo(Truth.DEGRADED);
    assertThat(new Fault(hang, Scope.BOTH, new Selection(1, none, 2)).truth())
        .isEqualTo(Truth.DEGRADED);
    assertThat(new Fault(hang, Scope.BOTH, new Selection(1, OptionalInt.of(3), 1)).truth())
        .isEqualTo(Truth.BROKEN); // Until it has met them.
  }

  @Test
  void strengthOutOfRangeIsRefused() {
    refused(() -> new Effect.RateLimit(0, 1), "rate: 0.0 must be above 0 and at most 1000000");
    refused(() -> new Effect.RateLimit(1, 0), "burst: 0 must be from 1 to 1000000");
    refused(() -> new Effect.Drip(0), "bytesPerSecond: 0.0 must be from 0.1 to 1000000.0");
    refused(() -> new Effect.Leak(11), "growth: 11.0 must be above 0 and at most 10");
    refused(() -> new Effect.Overload(0), "growth: 0.0 must be above 0 and at most 10");
    Duration second = Duration.ofSeconds(1);
    refused(
        () -> new Effect.Pause(second, second),
        "length: PT1S must be from PT0.001S to less than PT1S");
    refused(
        () -> new Effect.Pause(Duration.ofHours(2), second),
        "period: PT2H must be from PT0.01S to PT1H");
  }

  private static void refused(ThrowingCallable making, String message) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
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
        .containsExactlyInAnyOrder(
            "refuse",
            "hang",
            "slow",
            "delay",
            "errors",
            "rate-limit",
            "reset",
            "truncate",
            "malformed",
            "drip",
            "flap",
            "pause",
            "leak",
            "overload");
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
