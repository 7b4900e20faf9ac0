package dev.steelyard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {
  private static final Effect REFUSE = new Effect.Refuse();
  private static final Effect HANG = new Effect.Hang();
  private static final Effect RESET = new Effect.Reset();
  private static final Effect FLAP = new Effect.Flap(Duration.ofSeconds(1));

  @Test
  void nothingWrongIsGood() {
    assertThat(Condition.of(List.of())).isEqualTo(Condition.GOOD);
    assertThat(Condition.GOOD).isEqualTo(new Condition(false, false, false, 0, 0, 1));
  }

  @Test
  void eachEffectIsFound() {
    assertThat(Condition.of(List.of(REFUSE))).isEqualTo(new Condition(true, false, false, 0, 0, 1));
    assertThat(Condition.of(List.of(HANG))).isEqualTo(new Condition(false, true, false, 0, 0, 1));
    assertThat(Condition.of(List.of(RESET))).isEqualTo(new Condition(false, false, true, 0, 0, 1));
    assertThat(Condition.of(List.of(errors(0.3, 500))))
        .isEqualTo(new Condition(false, false, false, 0.3, 500, 1));
    assertThat(Condition.of(List.of(slow(4))))
        .isEqualTo(new Condition(false, false, false, 0, 0, 4));
  }

  @Test
  void allEffectsCompose() {
    assertThat(Condition.of(List.of(slow(2), RESET, errors(0.5, 502), HANG, slow(3), REFUSE)))
        .isEqualTo(new Condition(true, true, true, 0.5, 502, 6));
  }

  @Test
  void likeliestErrorActsInWhateverOrderTheyBegan() {
    var expected = new Condition(false, false, false, 0.7, 503, 1);

    assertThat(Condition.of(List.of(errors(0.2, 500), errors(0.7, 503), errors(0.5, 502))))
        .isEqualTo(expected);
    assertThat(Condition.of(List.of(errors(0.7, 503), errors(0.5, 502), errors(0.2, 500))))
        .isEqualTo(expected);
  }

  @Test
  void flapAloneIsNothing() {
    assertThat(Condition.of(List.of(FLAP))).isEqualTo(Condition.GOOD);
  }

  @Test
  void truthIsBrokenWhenNobodyIsServedAndDegradedWhenSomeAre() {
    assertThat(truth()).isEqualTo(Truth.HEALTHY);
    assertThat(truth(slow(1.1))).isEqualTo(Truth.DEGRADED);
    assertThat(truth(errors(0.01, 503))).isEqualTo(Truth.DEGRADED);
    assertThat(truth(errors(1, 503))).isEqualTo(Truth.BROKEN);
    assertThat(truth(REFUSE)).isEqualTo(Truth.BROKEN);
    assertThat(truth(HANG)).isEqualTo(Truth.BROKEN);
    assertThat(truth(RESET)).isEqualTo(Truth.BROKEN);
    assertThat(truth(slow(2), errors(0.5, 500), RESET)).isEqualTo(Truth.BROKEN);
  }

  @Test
  void scopeSaysWhomAFaultMeets() {
    var faults =
        List.of(
            new Fault(slow(2), Scope.TRAFFIC),
            new Fault(HANG, Scope.HEALTH_CHECK),
            new Fault(errors(0.5, 500), Scope.BOTH));

    NodeCondition condition = NodeCondition.of(faults, false);

    assertThat(condition.of(false)).isEqualTo(new Condition(false, false, false, 0.5, 500, 2));
    assertThat(condition.of(true)).isEqualTo(new Condition(false, true, false, 0.5, 500, 1));
    assertThat(condition.truth()).isEqualTo(Truth.DEGRADED);
  }

  @Test
  void nodeThatFailsItsChecksOnlyIsReallyHealthy() {
    var faults = List.of(new Fault(REFUSE, Scope.HEALTH_CHECK));

    assertThat(NodeCondition.of(faults, false).truth()).isEqualTo(Truth.HEALTHY);
  }

  @Test
  void flapRefusesInItsClosedHalfThoseWhomItMeets() {
    var faults = List.of(new Fault(FLAP, Scope.TRAFFIC), new Fault(slow(3), Scope.BOTH));

    NodeCondition closed = NodeCondition.of(faults, true);
    NodeCondition open = NodeCondition.of(faults, false);

    assertThat(closed.traffic().refuse()).isTrue();
    assertThat(closed.healthCheck().refuse()).isFalse();
    assertThat(closed.traffic().slowFactor()).isEqualTo(3);
    assertThat(open.traffic()).isEqualTo(new Condition(false, false, false, 0, 0, 3));
  }

  @Test
  void goodNodeIsGoodForAll() {
    assertThat(NodeCondition.of(List.of(), true)).isEqualTo(NodeCondition.GOOD);
    assertThat(NodeCondition.GOOD.truth()).isEqualTo(Truth.HEALTHY);
  }

  @ParameterizedTest
  @EnumSource
  void everyDefaultFaultIsSeen(FaultType type) {
    var fault = new Fault(type.defaults(), Scope.BOTH);

    assertThat(NodeCondition.of(List.of(fault), true).truth()).isNotEqualTo(Truth.HEALTHY);
  }

  private static Truth truth(Effect... effects) {
    return Condition.of(List.of(effects)).truth();
  }

  private static Effect slow(double factor) {
    return new Effect.Slow(factor);
  }

  private static Effect errors(double ratio, int status) {
    return new Effect.Errors(ratio, status);
  }
}
