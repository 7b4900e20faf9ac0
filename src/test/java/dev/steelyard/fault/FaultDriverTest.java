package dev.steelyard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultDriverTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Fault KILL = new Fault(new Effect.Refuse(), Scope.BOTH);
  private static final Fault SLOW = new Fault(new Effect.Slow(10), Scope.TRAFFIC);

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<String> heard = new ArrayList<>();
  private List<Fault> lastTold = List.of();
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
            "1.0 a broken/broken",
            "2.0 began slow, 10 times (traffic only)",
            "2.0 a broken/broken",
            "3.0 ended refuses connections",
            "3.0 a degraded/healthy");
  }

  @Test
  void aNewFaultOfTheSameTypeTakesThePlaceOfTheOld() {
    driver.inject("a", SLOW);
    driver.inject("a", new Fault(new Effect.Slow(2), Scope.BOTH));
    driver.clear("a", FaultType.SLOW);

    assertThat(heard)
        .containsExactly(
            "0.0 began slow, 10 times (traffic only)",
            "0.0 a degraded/healthy",
            "0.0 ended slow, 10 times (traffic only)",
            "0.0 began slow, 2 times",
            "0.0 a degraded/degraded",
            "0.0 ended slow, 2 times",
            "0.0 a healthy/healthy");
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
            "1.0 a broken/broken",
            "2.0 ended refuses connections",
            "2.0 began refuses connections",
            "2.0 a broken/broken",
            "5.0 ended refuses connections",
            "5.0 a healthy/healthy",
            "6.0 began refuses connections",
            "6.0 b broken/broken",
            "7.0 ended refuses connections",
            "7.0 began refuses connections",
            "7.0 b broken/broken",
            "8.0 ended refuses connections",
            "8.0 b healthy/healthy");
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
            "0.0 a broken/broken",
            "1.0 a healthy/healthy",
            "2.0 a broken/broken",
            "2.5 ended flaps every 2 s",
            "2.5 a healthy/healthy");
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
    public void condition(String node, NodeCondition condition, List<Fault> faults) {
      lastTold = faults;
      hear(
          node
              + " "
              + condition.traffic().truth().word()
              + "/"
              + condition.healthCheck().truth().word());
    }

    private void hear(String what) {
      heard.add(timeline.nanos() / 1e9 + " " + what);
    }
  }
}
