package dev.steelyard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.traffic.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Effect HANG = new Effect.Hang();
  private static final Effect RESET = new Effect.Reset();
  private static final Effect LIMIT = new Effect.RateLimit(1, 1);
  private static final Effect ERROR = new Effect.Errors(1, 500);
  private static final Effect MALFORMED = new Effect.Malformed();
  private static final Effect RESET_AMID = new Effect.ResetAmid();
  private static final Effect TRUNCATE = new Effect.Truncate();
  private static final Effect DRIP = new Effect.Drip(10);
  private static final Effect FLAP = new Effect.Flap(Duration.ofSeconds(1));
  private static final Effect PAUSE =
      new Effect.Pause(Duration.ofSeconds(1), Duration.ofMillis(100));

  private final RandomGenerator random = new Seeds(1).stream("test");

  @Test
  void goodNodeLeavesEverythingAlone() {
    assertThat(Condition.GOOD.refuse()).isFalse();
    assertThat(Condition.GOOD.pause()).isFalse();
    assertThat(Condition.GOOD.hang()).isFalse();
    assertThat(arrival(Condition.GOOD)).isEqualTo(Arrival.ENTERS);
    assertThat(Condition.GOOD.workFactor(1_000, random)).isEqualTo(1);
    assertThat(Condition.GOOD.delivery(true, random)).isEqualTo(Delivery.PLAIN);
  }

  @Test
  void closedPortAndPauseActOnTheNode() {
    assertThat(of(new Effect.Refuse()).refuse()).isTrue();
    assertThat(of(FLAP).refuse()).isTrue();
    assertThat(of(PAUSE).pause()).isTrue();
    assertThat(of(HANG).hang()).isTrue();
    assertThat(of(PAUSE, HANG, ERROR).refuse()).isFalse();
  }

  @Test
  void onArrivalTheGravestActsInWhateverOrderTheyBegan() {
    List<Effect> effects = new ArrayList<>(List.of(HANG, RESET, LIMIT, ERROR));
    List<Arrival> expected =
        List.of(
            Arrival.HANGS,
            Arrival.IS_RESET,
            new Arrival.IsAnswered(429, SECOND),
            new Arrival.IsAnswered(500, -1));
    for (Arrival outcome : expected) {
      List<Effect> shuffled = new ArrayList<>(effects);
      Collections.shuffle(shuffled, new java.util.Random(7));
      Condition condition = of(shuffled.toArray(Effect[]::new));
      var _ = effects.contains(LIMIT) ? arrival(condition) : null; // Takes the only token.

      assertThat(arrival(condition)).as("with %s", shuffled).isEqualTo(outcome);
      effects.removeFirst();
    }
  }

  @Test
  void errorMeetsWhatTheRateLimitLetsThrough() {
    Condition condition = of(ERROR, LIMIT);

    assertThat(arrival(condition)).isEqualTo(new Arrival.IsAnswered(500, -1));
    assertThat(arrival(condition)).isEqualTo(new Arrival.IsAnswered(429, SECOND));
  }

  @Test
  void factorsMultiply() {
    Condition condition =
        of(new Effect.Overload(0.5), new Effect.Slow(3), new Effect.Leak(1), new Effect.Slow(2));

    assertThat(condition.workFactor(4, random)).isEqualTo(3 * 3 * 2 * 1.0);
    assertThat(condition.workFactor(0, random)).isEqualTo(1 * 3 * 2 * 2.0);
    condition.restart();
    assertThat(condition.workFactor(0, random)).isEqualTo(1 * 3 * 2 * 1.0);
  }

  @Test
  void eachFactorIsBounded() {
    Condition condition = of(new Effect.Overload(10), new Effect.Leak(10));
    for (int i = 0; i < 1_000; i++) {
      condition.workFactor(0, random);
    }

    assertThat(condition.workFactor(1_000_000, random)).isEqualTo(1_000.0 * 1_000);
  }

  @Test
  void answerEndsInTheGravestWay() {
    assertThat(delivery(TRUNCATE, RESET_AMID, MALFORMED).ending()).isEqualTo(Ending.MALFORMED);
    assertThat(delivery(TRUNCATE, RESET_AMID).ending()).isEqualTo(Ending.RESET);
    assertThat(delivery(TRUNCATE, DRIP)).isEqualTo(new Delivery(0, Ending.TRUNCATED, 10));
    assertThat(delivery(DRIP)).isEqualTo(new Delivery(0, Ending.WHOLE, 10));
    assertThat(delivery(DRIP, MALFORMED)).isEqualTo(new Delivery(0, Ending.MALFORMED, 0));
  }

  @Test
  void delaysAddUpWhateverFollows() {
    assertThat(delivery(delay(200), delay(50), RESET_AMID))
        .isEqualTo(new Delivery(250_000_000, Ending.RESET, 0));
  }

  @Test
  void answerWithoutABodyHasNothingToLoseButItsForm() {
    assertThat(of(TRUNCATE, RESET_AMID, DRIP).delivery(false, random).isPlain()).isTrue();
    assertThat(of(MALFORMED).delivery(false, random).ending()).isEqualTo(Ending.MALFORMED);
    assertThat(of(delay(5)).delivery(false, random).delayNanos()).isEqualTo(5_000_000);
  }

  /// Each second one of those that the reset left over: 2, 4, 6 are reset, 3 and 7 get an error.
  @Test
  void faultCountsOnlyWhatReachesIt() {
    Condition condition =
        Condition.of(List.of(every(2, RESET), every(2, new Effect.Errors(1, 502))));
    List<String> met = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      switch (arrival(condition)) {
        case Arrival.Enters() -> met.add("-");
        case Arrival.IsReset() -> met.add("reset");
        case Arrival.IsAnswered answered -> met.add("error");
        case Arrival.Hangs() -> met.add("hangs");
      }
    }

    assertThat(met).containsExactly("-", "reset", "error", "reset", "-", "reset", "error", "reset");
  }

  @Test
  void graverEndingLeavesTheOtherUncounted() {
    Condition condition = Condition.of(List.of(every(2, MALFORMED), every(2, TRUNCATE)));
    List<Ending> endings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      endings.add(condition.delivery(true, random).ending());
    }

    assertThat(endings)
        .containsExactly(Ending.WHOLE, Ending.MALFORMED, Ending.TRUNCATED, Ending.MALFORMED);
  }

  @Test
  void scopeSaysWhomAFaultMeets() {
    NodeCondition condition =
        NodeCondition.of(
            List.of(
                new ActiveFault(new Fault(new Effect.Slow(2), Scope.TRAFFIC)),
                new ActiveFault(new Fault(HANG, Scope.HEALTH_CHECK)),
                new ActiveFault(new Fault(new Effect.Slow(3), Scope.BOTH))));

    assertThat(condition.of(false).hang()).isFalse();
    assertThat(condition.of(true).hang()).isTrue();
    assertThat(condition.of(false).workFactor(0, random)).isEqualTo(6);
    assertThat(condition.of(true).workFactor(0, random)).isEqualTo(3);
  }

  /// A fault for both is one fault with one count.
  @Test
  void trafficAndHealthChecksAreCountedTogether() {
    NodeCondition condition = NodeCondition.of(List.of(every(2, RESET)));

    assertThat(arrival(condition.traffic())).isEqualTo(Arrival.ENTERS);
    assertThat(arrival(condition.healthCheck())).isEqualTo(Arrival.IS_RESET);
    assertThat(arrival(condition.traffic())).isEqualTo(Arrival.ENTERS);
  }

  @ParameterizedTest
  @EnumSource
  void everyDefaultFaultActs(FaultType type) {
    Condition condition = of(type.defaults());
    condition.workFactor(1, random);
    for (int i = 0; i < 10; i++) { // As many as the default rate allows.
      var _ = type == FaultType.RATE_LIMIT ? arrival(condition) : null;
    }

    boolean acts =
        condition.refuse()
            || condition.pause()
            || !arrival(condition).equals(Arrival.ENTERS)
            || condition.workFactor(1, random) > 1
            || !condition.delivery(true, random).isPlain();
    assertThat(acts).isTrue();
  }

  private Arrival arrival(Condition condition) {
    return condition.arrival(5 * SECOND, random);
  }

  private Delivery delivery(Effect... effects) {
    return of(effects).delivery(true, random);
  }

  private static Effect delay(long millis) {
    return new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(millis)));
  }

  private static ActiveFault every(int every, Effect effect) {
    return new ActiveFault(
        new Fault(effect, Scope.BOTH, new Selection(1, OptionalInt.empty(), every)));
  }

  private static Condition of(Effect... effects) {
    return Condition.of(
        Arrays.stream(effects)
            .map(effect -> new ActiveFault(new Fault(effect, Scope.BOTH)))
            .toList());
  }
}
