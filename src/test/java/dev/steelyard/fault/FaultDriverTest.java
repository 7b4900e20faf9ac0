package dev.steelyard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FaultDriverTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Fault KILL = new Fault(new Effect.Refuse(), Scope.BOTH);
  private static final Fault SLOW = new Fault(new Effect.Slow(10), Scope.TRAFFIC);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<String> heard = new ArrayList<>();
  private List<Fault> lastTold = List.of();
  private NodeCondition lastCondition = NodeCondition.GOOD;
  private final FaultDriver driver = new FaultDriver(timeline, new Listener());

  @Test
  void plannedFaultsBeginAndEndOnTime() {
    driver.play(
        List.of(
            new PlannedFault("a", Duration.ofSeconds(1), Optional.of(Duration.ofSeconds(3)), KILL),
            new PlannedFault("a", Duration.ofSeconds(2), Optional.empty(), SLOW)));
    timeline.runUntil(10 * SECOND);

    assertThat(heard)
        .containsExactly(
            "1.0 began refuses connections",
            "1.0 a broken closed checks closed",
            "2.0 began slow, 10 times (traffic only)",
            "2.0 a broken closed checks closed",
            "3.0 ended refuses connections",
            "3.0 a degraded");
  }

  @Test
  void aNewFaultOfTheSameTypeTakesThePlaceOfTheOld() {
    driver.inject("a", SLOW);
    driver.inject("a", new Fault(new Effect.Slow(2), Scope.BOTH));
    driver.clear("a", FaultType.SLOW);

    assertThat(heard)
        .containsExactly(
            "0.0 began slow, 10 times (traffic only)",
            "0.0 a degraded",
            "0.0 ended slow, 10 times (traffic only)",
            "0.0 began slow, 2 times",
            "0.0 a degraded",
            "0.0 ended slow, 2 times",
            "0.0 a healthy");
  }

  @Test
  void aPlannedFaultWhosePlaceWasTakenDoesNotEndItsSuccessor() {
    driver.play(
        List.of(
            new PlannedFault("a", Duration.ofSeconds(1), Optional.of(Duration.ofSeconds(3)), KILL),
            new PlannedFault("a", Duration.ofSeconds(2), Optional.of(Duration.ofSeconds(5)), KILL),
            new PlannedFault("b", Duration.ofSeconds(7), Optional.of(Duration.ofSeconds(8)), KILL),
            new PlannedFault(
                "b", Duration.ofSeconds(6), Optional.of(Duration.ofSeconds(7)), KILL)));
    timeline.runUntil(10 * SECOND);

    assertThat(heard)
        .containsExactly(
            "1.0 began refuses connections",
            "1.0 a broken closed checks closed",
            "2.0 ended refuses connections",
            "2.0 began refuses connections",
            "2.0 a broken closed checks closed",
            "5.0 ended refuses connections",
            "5.0 a healthy",
            "6.0 began refuses connections",
            "6.0 b broken closed checks closed",
            "7.0 ended refuses connections",
            "7.0 began refuses connections",
            "7.0 b broken closed checks closed",
            "8.0 ended refuses connections",
            "8.0 b healthy");
  }

  @Test
  void whatIsNotOnIsNotEnded() {
    driver.clear("a", FaultType.HANG);
    driver.inject("b", KILL);
    heard.clear();
    driver.clear("b", FaultType.HANG);

    assertThat(heard).isEmpty();
  }

  @Test
  void aFlapClosesAndOpensInTurnBeginningClosedAndEndsOpen() {
    driver.inject("a", new Fault(new Effect.Flap(Duration.ofSeconds(2)), Scope.BOTH));
    timeline.runUntil(5 * SECOND / 2);
    driver.clear("a", FaultType.FLAP);
    timeline.runUntil(20 * SECOND);

    assertThat(heard)
        .containsExactly(
            "0.0 began flaps every 2 s",
            "0.0 a broken closed checks closed",
            "1.0 a healthy",
            "2.0 a broken closed checks closed",
            "2.5 ended flaps every 2 s",
            "2.5 a healthy");
  }

  @Test
  void aPauseComesAndGoesBeginningAtOnceAndTheNodeIsNeverWellBetween() {
    var pause = new Effect.Pause(Duration.ofSeconds(3), Duration.ofSeconds(1));
    driver.inject("a", new Fault(pause, Scope.TRAFFIC));
    timeline.runUntil(7 * SECOND / 2);
    driver.clear("a", FaultType.PAUSE);
    timeline.runUntil(20 * SECOND);

    assertThat(heard)
        .containsExactly(
            "0.0 began pauses 1 s every 3 s (traffic only)",
            "0.0 a degraded paused",
            "1.0 a degraded",
            "3.0 a degraded paused",
            "3.5 ended pauses 1 s every 3 s (traffic only)",
            "3.5 a healthy");
  }

  @Test
  void aNodeIsAsBadAsItsGravestFault() {
    driver.inject("a", SLOW);
    driver.inject("a", KILL);
    driver.clear("a", FaultType.SLOW);
    driver.inject("a", new Fault(new Effect.Hang(), Scope.HEALTH_CHECK));
    driver.clear("a", FaultType.REFUSE);

    assertThat(heard.stream().filter(line -> line.contains(" a ")))
        .containsExactly(
            "0.0 a degraded",
            "0.0 a broken closed checks closed",
            "0.0 a broken closed checks closed",
            "0.0 a broken closed checks closed",
            "0.0 a healthy");
  }

  @Test
  void aFaultThatHasMetItsFirstFewIsHarmlessButStaysUntilItIsCleared() {
    var firstTwo = new Selection(1, OptionalInt.of(2), 1);
    driver.inject("a", new Fault(new Effect.Reset(), Scope.BOTH, firstTwo));
    RandomGenerator noChance =
        () -> {
          throw new AssertionError("nothing is left to chance");
        };
    for (int i = 0; i < 3; i++) {
      lastCondition.traffic().arrival(0, noChance);
    }
    timeline.runUntil(SECOND);
    assertThat(lastCondition.traffic().arrival(0, noChance)).isEqualTo(Arrival.ENTERS);
    driver.clear("a", FaultType.RESET);

    assertThat(heard)
        .containsExactly(
            "0.0 began resets connections (the first 2)",
            "0.0 a broken",
            "0.0 a healthy",
            "1.0 ended resets connections (the first 2)",
            "1.0 a healthy");
  }

  @Test
  void aFaultBeginsAnewWithAFreshCount() {
    var firstOne =
        new Fault(new Effect.Reset(), Scope.BOTH, new Selection(1, OptionalInt.of(1), 1));
    driver.inject("a", firstOne);
    lastCondition.traffic().arrival(0, () -> 0);
    driver.inject("a", firstOne);

    assertThat(lastCondition.traffic().arrival(0, () -> 0)).isEqualTo(Arrival.IS_RESET);
    assertThat(lastCondition.traffic().arrival(0, () -> 0)).isEqualTo(Arrival.ENTERS);
    timeline.runUntil(0);
    assertThat(heard.stream().filter(line -> line.contains(" a healthy"))).hasSize(1);
  }

  @Test
  void faultsAreToldInTheOrderInWhichTheyBegan() {
    driver.inject("a", SLOW);
    driver.inject("a", KILL);
    assertThat(lastTold).containsExactly(SLOW, KILL);

    driver.inject("a", SLOW);
    assertThat(lastTold).containsExactly(KILL, SLOW);
  }

  private final class Listener implements FaultDriver.Target {
    @Override
    public void began(String node, Fault fault) {
      hear("began " + fault.words());
    }

    @Override
    public void ended(String node, Fault fault) {
      hear("ended " + fault.words());
    }

    @Override
    public void condition(String node, NodeCondition condition, Truth truth, List<Fault> faults) {
      lastTold = faults;
      lastCondition = condition;
      hear(
          node
              + " "
              + truth.word()
              + portWords(condition.traffic(), " closed", " paused")
              + portWords(condition.healthCheck(), " checks closed", " checks paused"));
    }

    private static String portWords(Condition condition, String closed, String paused) {
      return (condition.refuse() ? closed : "") + (condition.pause() ? paused : "");
    }

    private void hear(String what) {
      heard.add(timeline.nanos() / 1e9 + " " + what);
    }
  }
}
