package dev.steelyard.run.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A gray failure: the checks are green throughout, and yet a third of what a node answers is an
/// error. Only what looks at the traffic itself sees it, and only if it looks at rates: failures in
/// a row are too rare, and half of them would have to fail for a circuit breaker to open.
class GrayFailureLessonTest {
  private static final String SCENARIO =
      """
      {
        "version": 1, "seed": 5, "duration": "20s",
        "nodes": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}, {"id": "e"}],
        "traffic": {
          "shape": {"type": "steady", "rate": 250},
          "work": {"type": "fixed", "value": "5ms"}
        },
        "balancer": {
          "strategy": "round-robin",
          "retry": {"maxAttempts": 3},
          "healthCheck": {"interval": "500ms", "timeout": "400ms", "rise": 2, "fall": 2}
        },
        "faults": [
          {
            "node": "c", "from": "5s", "scope": "traffic",
            "effect": {"type": "errors", "ratio": 0.3, "status": 503}
          }
        ]
      }
      """;

  private static final String EJECTION =
      "balancer.outlierEjection={\"consecutiveFailures\": 8, \"interval\": \"1s\", \"baseTime\":"
          + " \"5s\", \"maxEjected\": 0.5, \"successRate\": %s}";
  private static final String RATES =
      EJECTION.formatted("{\"minimumNodes\": 3, \"minimumRequests\": 20}");

  @Test
  void healthChecksSeeNothing() throws Exception {
    Summary summary = play();

    assertThat(summary.transitions()).isEmpty();
    // Three tenths of a fifth of 250 requests a second, for 15 s.
    assertThat(failedAtC(summary)).isBetween(150L, 300L);
  }

  @Test
  void failuresInARowAreTooRareAndTheBreakerWaitsForHalf() throws Exception {
    Summary summary =
        play(EJECTION.formatted("false"), "balancer.circuitBreaker={\"window\": 100}");

    assertThat(summary.transitions()).isEmpty();
  }

  @Test
  void theSuccessRateGivesItAway() throws Exception {
    long unseen = failedAtC(play());

    Summary summary = play(RATES);

    Transition first = summary.transitions().getFirst();
    assertThat(first.node()).isEqualTo("c");
    assertThat(first.to()).isEqualTo("ejected");
    assertThat(first.reason()).startsWith("success rate ");
    assertThat(first.atSeconds()).isBetween(5.0, 8.0);
    assertThat(summary.transitions()).allMatch(change -> change.node().equals("c"));
    assertThat(failedAtC(summary)).isLessThan(unseen / 2);
  }

  private static Summary play(String... changes) throws ScenarioException {
    Scenario scenario =
        ScenarioReader.text(SCENARIO, "lesson.json", FieldChange.set(List.of(changes)));
    return new VirtualRunner().run(scenario, progress -> {}, () -> false).summary();
  }

  private static long failedAtC(Summary summary) {
    return summary.nodes().get(2).failed();
  }
}
