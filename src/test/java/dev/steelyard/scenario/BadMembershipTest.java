package dev.steelyard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steelyard.scenario.MembershipChange.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nodes that come and go in a file: what is read, and that each mistake gives exactly one line.
class BadMembershipTest {
  private static final String SCENARIO =
      """
      {
        "version": 1,
        "nodes": [{"id": "a"}, {"id": "b"}],
        "traffic": {"shape": {"type": "steady", "rate": 90}},
        "membership": [CHANGES]
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'node': 'a', 'change': 'leave'} | membership.0.at: it is missing",
        "{'at': '1s', 'change': 'leave'} | membership.0.node: it is missing",
        "{'node': 'a', 'at': '1s'} | membership.0.change: it is missing",
        "{'node': 'aa', 'at': '1s', 'change': 'leave'}"
            + " | 'aa' is wrong because there is no such node; did you mean a?; allowed: a, b",
        "{'node': 'a', 'at': '1s', 'change': 'leav'} | did you mean leave?; allowed: join, leave",
        "{'node': 'a', 'at': 1, 'change': 'leave'} | membership.0.at: 1 is wrong because it has no",
        "{'node': 'a', 'at': '25h', 'change': 'leave'} | membership.0.at: '25h' is wrong because",
        "{'node': 'a', 'at': '1s', 'change': 'leave', 'grace': '25h'} | membership.0.grace: '25h'",
        "{'node': 'a', 'at': '1s', 'change': 'join', 'grace': '1s'}"
            + " | '1s' is wrong because a node that joins does not stop; allowed: leave it out",
        "{'node': 'a', 'at': '1s', 'change': 'leave', 'grce': '1s'} | did you mean grace?",
        "{'node': 'a', 'at': '1s', 'change': 'leave'}, {'node': 'a', 'at': '3s', 'change': 'leave'}"
            + " | membership.1.change: 'leave' is wrong because the last change of the node, at 1s,"
            + " is to leave too; allowed: join, or join in between",
        "{'node': 'b', 'at': '9s', 'change': 'join'}, {'node': 'b', 'at': '3s', 'change': 'join'}"
            + " | membership.0.change: 'join' is wrong because the last change of the node, at 3s,",
        "{'node': 'a', 'at': '1s', 'change': 'leave'}, {'node': 'a', 'at': '1s', 'change': 'join'}"
            + " | membership.1.at: '1s' is wrong because the node changes at 1s already",
        "'a' | membership.0: 'a' is wrong because it is text; allowed: an object in braces",
      })
  void eachMistakeIsToldInOneLine(String changes, String line) {
    ScenarioException problem = catchThrowableOfType(ScenarioException.class, () -> read(changes));

    assertThat(problem).as("a problem").isNotNull();
    assertThat(problem.lines()).hasSize(1);
    assertThat(problem.lines().getFirst())
        .contains(line.replace('\'', '"'))
        .startsWith("it.json:5:");
  }

  @Test
  void aLeaveHasAGraceAndAJoinHasNone() throws ScenarioException {
    Scenario scenario =
        read(
            "{'node': 'b', 'at': '4s', 'change': 'join'},"
                + "{'node': 'a', 'at': '0s', 'change': 'leave'},"
                + "{'node': 'b', 'at': '2s', 'change': 'leave', 'grace': '0s'}");

    assertThat(scenario.services().membership())
        .containsExactly(
            new MembershipChange("b", Duration.ofSeconds(4), Change.JOIN, Duration.ZERO),
            new MembershipChange("a", Duration.ZERO, Change.LEAVE, Duration.ofSeconds(5)),
            new MembershipChange("b", Duration.ofSeconds(2), Change.LEAVE, Duration.ZERO));
    assertThat(ScenarioReader.text(ScenarioWriter.json(scenario), "it.json", List.of()))
        .isEqualTo(scenario);
  }

  private static Scenario read(String changes) throws ScenarioException {
    return ScenarioReader.text(
        SCENARIO.replace("CHANGES", changes.replace('\'', '"')), "it.json", List.of());
  }
}
