package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `requestTimeout`, `retry` and `hedge` of a scenario.
class RetryScenarioTest {
  @Test
  void everyFieldIsRead() throws ScenarioException {
    BalancerSettings balancer =
        balancer(
            """
            {"requestTimeout": "3s", "hedge": {"percentile": 0.99, "window": 500},
             "retry": {"maxAttempts": 4, "retryOn500": true,
              "backoff": {"type": "exponential", "base": "20ms", "cap": "1s",
                          "jitter": "decorrelated"},
              "budget": {"ratio": 0.1, "minPerSecond": 5, "ttl": "20s"}}}\
            """);

    assertThat(balancer.requestTimeout()).contains(Duration.ofSeconds(3));
    assertThat(balancer.hedge()).contains(new AtPercentile(0.99, 500));
    RetrySettings retry = balancer.retry().orElseThrow();
    assertThat(retry.maxAttempts()).isEqualTo(4);
    assertThat(retry.retryOn500()).isTrue();
    assertThat(retry.backoff())
        .isEqualTo(
            new Exponential(Duration.ofMillis(20), Duration.ofSeconds(1), Jitter.DECORRELATED));
    assertThat(retry.limit()).contains(new BudgetSettings(0.1, 5, Duration.ofSeconds(20)));
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws ScenarioException {
    BalancerSettings none = balancer("{}");
    assertThat(none.requestTimeout()).isEmpty();
    assertThat(none.hedge()).isEmpty();

    BalancerSettings some =
        balancer(
            "{\"hedge\": {}, \"retry\": {\"backoff\": {\"type\": \"exponential\"}, \"budget\": {}}}");
    assertThat(some.hedge()).contains(HedgeSettings.DEFAULTS);
    assertThat(some.retry().orElseThrow().backoff())
        .isEqualTo(new Exponential(Duration.ofMillis(50), Duration.ofSeconds(2), Jitter.FULL));
    assertThat(some.retry().orElseThrow().limit()).contains(BudgetSettings.DEFAULTS);

    BalancerSettings others =
        balancer(
            "{\"hedge\": {\"after\": \"50ms\"},"
                + " \"retry\": {\"backoff\": {\"type\": \"fixed\"}, \"throttle\": {}}}");
    assertThat(others.hedge()).contains(new AfterDelay(Duration.ofMillis(50)));
    assertThat(others.retry().orElseThrow().backoff())
        .isEqualTo(new Fixed(Duration.ofMillis(50), Jitter.NONE));
    assertThat(others.retry().orElseThrow().limit()).contains(ThrottleSettings.DEFAULTS);
  }

  @Test
  void aBaseAboveTheUsualCapRaisesTheCap() throws ScenarioException {
    assertThat(
            balancer("{\"retry\": {\"backoff\": {\"type\": \"exponential\", \"base\": \"5s\"}}}")
                .retry()
                .orElseThrow()
                .backoff())
        .isEqualTo(new Exponential(Duration.ofSeconds(5), Duration.ofSeconds(5), Jitter.FULL));
  }

  /// Each mistake gives exactly one line.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"requestTimeout": "0s"} | balancer.requestTimeout: "0s" is wrong because it is too short
          {"requestTimeout": 3} | balancer.requestTimeout: 3 is wrong because it has no unit
          {"retry": {"backoff": "full"}} | balancer.retry.backoff: "full" is wrong because it is text; allowed: an object
          {"retry": {"backoff": {"base": "1s"}}} | balancer.retry.backoff.type: it is missing
          {"retry": {"backoff": {"type": "exponental"}}} | did you mean exponential?
          {"retry": {"backoff": {"type": "fixed", "base": "2m"}}} | balancer.retry.backoff.base: "2m" is wrong because it is too long; allowed: a duration from 1ms to 1m
          {"retry": {"backoff": {"type": "fixed", "cap": "1s"}}} | balancer.retry.backoff.cap: there is no field of this name; allowed: type, base, jitter
          {"retry": {"backoff": {"type": "none", "jitter": "full"}}} | balancer.retry.backoff.jitter: there is no field
          {"retry": {"backoff": {"type": "fixed", "jitter": "decorrelated"}}} | balancer.retry.backoff.jitter: "decorrelated" is wrong
          {"retry": {"backoff": {"type": "exponential", "base": "1s", "cap": "500ms"}}} | balancer.retry.backoff.cap: "500ms" is wrong because it is too short; allowed: a duration from 1s to 1m
          {"retry": {"backoff": {"type": "exponential", "jitter": "ful"}}} | did you mean full?
          {"retry": {"budget": {"ratio": -1}}} | balancer.retry.budget.ratio: -1 is wrong
          {"retry": {"budget": {"minPerSecond": 0.5}}} | balancer.retry.budget.minPerSecond: 0.5 is wrong
          {"retry": {"budget": {"ttl": "2m"}}} | balancer.retry.budget.ttl: "2m" is wrong because it is too long; allowed: a duration from 1s to 1m
          {"retry": {"throttle": {"maxTokens": 0}}} | balancer.retry.throttle.maxTokens: 0 is wrong
          {"retry": {"throttle": {"tokenRatio": 0}}} | balancer.retry.throttle.tokenRatio: 0 is wrong
          {"retry": {"budget": {}, "throttle": {}}} | balancer.retry.throttle: {} is wrong because there is a budget already; allowed: either a budget or a throttle
          {"retry": {"buget": {}}} | did you mean budget?
          {"hedge": {"after": "-1ms"}} | balancer.hedge.after: "-1ms" is wrong
          {"hedge": {"after": "2h"}} | balancer.hedge.after: "2h" is wrong because it is too long
          {"hedge": {"percentile": 95}} | balancer.hedge.percentile: 95 is wrong
          {"hedge": {"window": 10}} | balancer.hedge.window: 10 is wrong
          {"hedge": {"after": "5ms", "percentile": 0.9}} | balancer.hedge.percentile: 0.9 is wrong because there is a delay already; allowed: either after or a percentile
          """)
  void aMistakeIsToldInOneLine(String balancer, String line) {
    assertThat(lines(balancer)).singleElement().asString().contains(line);
  }

  private static BalancerSettings balancer(String balancer) throws ScenarioException {
    return ScenarioReader.text(text(balancer), "x.json", List.of()).balancer();
  }

  private static List<String> lines(String balancer) {
    ScenarioException e =
        catchThrowableOfType(
            ScenarioException.class,
            () -> ScenarioReader.text(text(balancer), "x.json", List.of()));
    assertThat(e).as("a problem").isNotNull();
    return e.lines();
  }

  private static String text(String balancer) {
    return """
    {"version": 1, "nodes": [{"id": "a"}], "traffic": {"shape": {"type": "steady", "rate": 9}},
     "balancer": %s}
    """
        .formatted(balancer);
  }
}
