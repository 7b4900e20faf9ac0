package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each mistake in a fault gives exactly one line.
class BadFaultTest {
  private static final String SCENARIO =
      """
      {
        "version": 1,
        "nodes": [{"id": "a"}, {"id": "slow", "count": 3}],
        "traffic": {"shape": {"type": "steady", "rate": 90}},
        "faults": [FAULT]
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'effect': {'type': 'refuse'}} | faults.0.node: it is missing",
        "{'node': 'a'} | faults.0.effect: it is missing",
        "{'node': 'a', 'effect': 'refuse'} | faults.0.effect: 'refuse' is wrong",
        "{'node': 'slow', 'effect': {'type': 'hang'}} | did you mean slow-1?; allowed: a, slow-1",
        "{'node': 'a', 'scope': 'all', 'effect': {'type': 'hang'}} | faults.0.scope: 'all' is wrong",
        "{'node': 'a', 'from': '5s', 'until': '5s', 'effect': {'type': 'hang'}}"
            + " | faults.0.until: '5s' is wrong because the fault would end before it begins",
        "{'node': 'a', 'probabilty': 1, 'effect': {'type': 'hang'}} | did you mean probability?",
      })
  void eachMistakeAroundAnEffectIsToldInOneLine(String fault, String line) {
    assertThat(lineFor(fault)).contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type': 'refsue' | did you mean refuse?",
        "'type': 'drop' | type: 'drop' is wrong because there is none of this name",
        "'type': 'hang', 'factor': 2 | effect.factor: there is no field of this name",
        "'type': 'slow', 'factor': 1 | effect.factor: 1 is wrong",
        "'type': 'errors', 'ratio': 0 | effect.ratio: 0 is wrong",
        "'type': 'errors', 'status': 200 | effect.status: 200 is wrong",
        "'type': 'flap', 'period': '1ms' | effect.period: '1ms' is wrong because it is too short",
        "'type': 'reset', 'when': 'after' | effect.when: 'after' is wrong",
        "'type': 'delay', 'value': 5 | effect.value: 5 is wrong because it is a number",
        "'type': 'delay', 'value': '2h' | effect.value: '2h' is wrong because it is too long",
        "'type': 'delay', 'value': {'type': 'fixd', 'value': '1s'} | did you mean fixed?",
        "'type': 'delay', 'value': {'type': 'fixed'} | effect.value.value: it is missing",
        "'type': 'rate-limit', 'rate': 0 | effect.rate: 0 is wrong",
        "'type': 'rate-limit', 'rate': 1000001 | a number above 0, at most 1000000",
        "'type': 'rate-limit', 'burst': 0 | effect.burst: 0 is wrong",
        "'type': 'drip', 'bytesPerSecond': 0.01 | a number from 0.1 to 1000000",
        "'type': 'pause', 'period': '1ms' | effect.period: '1ms' is wrong because it is too short",
        "'type': 'pause', 'length': '0s' | effect.length: '0s' is wrong because it is too short",
        "'type': 'pause', 'period': '1s', 'length': '1s' | less than the period, which is 1s",
        "'type': 'leak', 'growth': 0 | effect.growth: 0 is wrong",
        "'type': 'leak', 'growth': 10.5 | a number above 0, at most 10",
        "'type': 'overload', 'growth': '1' | effect.growth: '1' is wrong because it is text"
      })
  void eachMistakeInAnEffectIsToldInOneLine(String effect, String line) {
    assertThat(lineFor("{'node': 'a', 'effect': {" + effect + "}}")).contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'probability': 0 | hang | faults.0.probability: 0 is wrong because it is not above 0; allowed: a number above 0",
        "'probability': 1.5 | hang | faults.0.probability: 1.5 is wrong",
        "'first': 0 | hang | faults.0.first: 0 is wrong",
        "'first': 2.5 | hang | faults.0.first: 2.5 is wrong",
        "'every': 0 | hang | faults.0.every: 0 is wrong",
        "'every': 'second' | hang | faults.0.every: 'second' is wrong because it is text",
        "'probability': 0.5 | refuse | refuse acts on the whole node, not on single requests",
        "'first': 3 | flap | faults.0.first: 3 is wrong because flap acts on the whole node",
        "'every': 2 | pause | faults.0.every: 2 is wrong because pause acts on the whole node"
      })
  void eachMistakeInWhichRequestsAreMetIsToldInOneLine(String field, String type, String line) {
    String fault = "{'node': 'a', " + field + ", 'effect': {'type': '" + type + "'}}";

    assertThat(lineFor(fault)).contains(line);
  }

  private static String lineFor(String fault) {
    String text = SCENARIO.replace("FAULT", fault.replace('\'', '"'));
    ScenarioException e =
        catchThrowableOfType(
            ScenarioException.class,
            () -> ScenarioReader.text(text, "x.json", java.util.List.of()));
    assertThat(e).as("a problem").isNotNull();
    assertThat(e.lines()).hasSize(1);
    assertThat(e.lines().getFirst()).matches("x\\.json:5:\\d+: .*").contains("allowed");
    return e.lines().getFirst().replace('"', '\'');
  }
}
