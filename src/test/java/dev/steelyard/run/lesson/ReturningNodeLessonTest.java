package dev.steelyard.run.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import dev.steelyard.scenario.json.FieldChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The thundering herd: a node that comes back has nothing in flight, so least connections sends it
/// everything at once, while its caches are still cold. A slow start holds the herd back.
class ReturningNodeLessonTest {
  private static final long MILLI = 1_000_000;

  /// Node c is gone from 2 s to 5 s. Its checks pass again at 5.7 s, but until 10 s everything
  /// takes it five times as long, which is longer than an attempt may take.
  private static final String SCENARIO =
      """
      {
        "version": 1, "seed": 11, "duration": "14s", "warmup": "5s",
        "nodes": [
          {"id": "a", "workers": 20}, {"id": "b", "workers": 20}, {"id": "c", "workers": 20},
          {"id": "d", "workers": 20}, {"id": "e", "workers": 20}
        ],
        "traffic": {
          "shape": {"type": "steady", "rate": 320},
          "work": {"type": "fixed", "value": "200ms"}
        },
        "balancer": {
          "strategy": "least-connections",
          "timeout": "600ms",
          "retry": {"maxAttempts": 3},
          "healthCheck": {"interval": "500ms", "timeout": "400ms", "rise": 2, "fall": 2}
        },
        "faults": [
          {"node": "c", "from": "0s", "until": "5s", "effect": {"type": "refuse"}},
          {
            "node": "c", "from": "5s", "until": "10s", "scope": "traffic",
            "effect": {"type": "slow", "factor": 5}
          }
        ]
      }
      """;

  @Test
  void aReturningNodeIsOverrunWhileItIsCold() throws Exception {
    Summary summary = play();

    assertThat(summary.transitions())
        .extracting(change -> change.node() + " " + change.to())
        .containsExactly("c down", "c up");
    assertThat(summary.latency().p99Nanos()).isGreaterThan(600 * MILLI); // A retry after a timeout.
    // It should have about 16 in flight like the others, and all that it gets while it is cold
    // fails.
    assertThat(c(summary).failed()).isGreaterThan(100);
  }

  @Test
  void aSlowStartSparesItMostOfThat() throws Exception {
    long overrun = c(play()).failed();

    Summary gentle = play("balancer.slowStart={\"window\": \"10s\"}");

    assertThat(c(gentle).failed()).isLessThan(overrun / 3);
    assertThat(c(gentle).succeeded()).isPositive();
    assertThat(gentle.latency().p99Nanos()).isLessThan(300 * MILLI);
    assertThat(gentle.requests().failed()).isZero();
  }

  private static Summary play(String... changes) throws ScenarioException {
    Scenario scenario =
        ScenarioReader.text(SCENARIO, "lesson.json", FieldChange.set(List.of(changes)));
    return new VirtualRunner().run(scenario, progress -> {}, () -> false).summary();
  }

  private static NodeSummary c(Summary summary) {
    return summary.nodes().get(2);
  }
}
