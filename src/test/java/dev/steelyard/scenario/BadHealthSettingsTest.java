package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steelyard.scenario.json.FieldChange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each mistake in the parts of the balancer that decide who may be chosen gives exactly one line.
class BadHealthSettingsTest {
  private static final String GOOD =
      """
      {"version": 1, "nodes": [{"id": "a"}], "traffic": {"shape": {"type": "steady", "rate": 1}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "healthCheck={\"warmUpProbes\": -1}           | healthCheck.warmUpProbes: -1 is wrong",
        "healthCheck={\"warmUpProbes\": 101}          | a whole number from 0 to 100",
        "outlierEjection={\"successRate\": 3}         | it is a number; allowed: an object in braces, true or false",
        "outlierEjection={\"successRate\": {\"minimumNodes\": 0}}    | successRate.minimumNodes: 0 is wrong",
        "outlierEjection={\"successRate\": {\"minimumRequests\": 0}} | successRate.minimumRequests: 0 is wrong",
        "outlierEjection={\"successRate\": {\"deviations\": 0}}      | a number above 0, at most 100",
        "outlierEjection={\"successRate\": {\"deviation\": 2}}       | did you mean deviations?",
        "circuitBreaker=true                          | balancer.circuitBreaker: true is wrong",
        "circuitBreaker={\"window\": 0}               | circuitBreaker.window: 0 is wrong",
        "circuitBreaker={\"window\": 10001}           | a whole number from 1 to 10000",
        "circuitBreaker={\"minimumCalls\": 0}         | circuitBreaker.minimumCalls: 0 is wrong",
        "circuitBreaker={\"failureRate\": 0}          | a number above 0, at most 1",
        "circuitBreaker={\"failureRate\": 1.5}        | circuitBreaker.failureRate: 1.5 is wrong",
        "circuitBreaker={\"slowCallRate\": 0}         | circuitBreaker.slowCallRate: 0 is wrong",
        "circuitBreaker={\"slowCallTime\": \"0s\"}    | circuitBreaker.slowCallTime: \"0s\" is wrong",
        "circuitBreaker={\"openFor\": \"2h\"}         | a duration from 10ms to 1h",
        "circuitBreaker={\"trialCalls\": 0}           | circuitBreaker.trialCalls: 0 is wrong",
        "circuitBreaker={\"openfor\": \"2s\"}         | did you mean openFor?",
        "slowStart={\"window\": \"1ms\"}              | slowStart.window: \"1ms\" is wrong because it is too short",
        "slowStart={\"aggression\": 0}                | slowStart.aggression: 0 is wrong",
        "slowStart={\"minimum\": 0}                   | slowStart.minimum: 0 is wrong",
        "slowStart={\"minimum\": 1.01}                | a number above 0, at most 1",
        "panicThreshold=-0.1                          | balancer.panicThreshold: -0.1 is wrong",
        "panicThreshold=50                            | a number from 0 to 1",
        "panicThreshold=\"half\"                      | balancer.panicThreshold: \"half\" is wrong"
      })
  void whatIsOutOfRangeIsToldInOneLine(String change, String line) {
    var changes = FieldChange.set(List.of("balancer." + change));

    ScenarioException problem =
        catchThrowableOfType(
            ScenarioException.class, () -> ScenarioReader.text(GOOD, "x.json", changes));

    assertThat(problem.lines()).singleElement().asString().contains(line);
  }
}
