package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.fault.Effect;
import dev.steelyard.metrics.Books;
import dev.steelyard.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangedStrategiesTest {
  /// One strategy after the other, twelve times each, takes over what others began, while node c
  /// refuses for some of that time.
  @Test
  void noRequestIsLostWhenStrategiesAreExchangedWhileTrafficRuns() {
    Scenario scenario = Scenarios.fiveWithOneSick(new Effect.Refuse());
    var experiment = new SteppedExperiment(scenario, () -> 0);
    for (int round = 0; round < 12; round++) {
      for (StrategyType type : StrategyType.values()) {
        experiment.change(experiment.scenario().balancer().withStrategy(type.defaults()));
        experiment.advance(Duration.ofMillis(53));
      }
    }
    experiment.advance(Duration.ofSeconds(1));

    Books books = experiment.frame().books();
    assertThat(books.balance()).as("%s", books).isTrue();
    assertThat(books.generated()).isGreaterThan(2_000);
    assertThat(books.retries()).isPositive();
    assertThat(books.failed()).isZero();
    assertThat(books.attemptsInFlight()).isLessThan(50);
  }
}
