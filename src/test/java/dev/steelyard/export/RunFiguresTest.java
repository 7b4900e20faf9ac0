package dev.steelyard.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.run.Result;
import dev.steelyard.run.VirtualRunner;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One eventful run, whose summary was counted by other code, beside what the endpoint tells of it.
class RunFiguresTest {
  private static final MetricsEndpoint ENDPOINT = new MetricsEndpoint("1.2.3");
  private static MetricsEndpoint.OpenPort open;
  private static Result result;
  private static Exposition figures;

  @BeforeAll
  static void play() throws Exception {
    open = ENDPOINT.open(Runs.anyPort());
    result = new VirtualRunner(ENDPOINT).run(Runs.eventful(), progress -> {}, () -> false);
    figures = Exposition.scrape(open.port());
  }

  @AfterAll
  static void close() {
    open.close();
  }

  @Test
  void requestsAreThoseOfTheSummary() {
    Summary.Requests requests = result.summary().requests();
    assertThat(requests.failed()).isPositive();

    assertThat(figures.count("steelyard_requests_started_total")).isEqualTo(requests.generated());
    assertThat(figures.count("steelyard_requests_total")).isEqualTo(requests.generated());
    assertThat(figures.count("steelyard_requests_total", "outcome", "status-200"))
        .isEqualTo(requests.succeeded());
    assertThat(figures.count("steelyard_requests_in_flight")).isZero();
  }

  @Test
  void failuresAreThoseOfTheSummary() {
    for (Map.Entry<String, Long> failure : result.summary().failures().entrySet()) {
      assertThat(figures.count("steelyard_requests_total", "outcome", failure.getKey()))
          .as(failure.getKey())
          .isEqualTo(failure.getValue());
    }
  }

  @Test
  void attemptsAreThoseOfTheSummary() {
    Summary.Attempts attempts = result.summary().attempts();
    assertThat(attempts.retries()).isPositive();
    assertThat(attempts.hedges()).isPositive();

    assertThat(figures.count("steelyard_attempts_total")).isEqualTo(attempts.total());
    assertThat(figures.count("steelyard_attempts_total", "kind", "first"))
        .isEqualTo(attempts.first());
    assertThat(figures.count("steelyard_attempts_total", "kind", "retry"))
        .isEqualTo(attempts.retries());
    assertThat(figures.count("steelyard_attempts_total", "kind", "hedge"))
        .isEqualTo(attempts.hedges());
    assertThat(figures.count("steelyard_attempts_total", "outcome", "cancelled"))
        .isEqualTo(attempts.cancelled())
        .isPositive();
    assertThat(
            figures.count("steelyard_attempts_withheld_total", "reason", "budget-spent")
                + figures.count("steelyard_attempts_withheld_total", "reason", "throttled"))
        .isEqualTo(attempts.refusedByBudget())
        .isPositive();
  }

  @Test
  void nodesGetWhatTheSummarySays() {
    for (NodeSummary node : result.summary().nodes()) {
      assertThat(figures.count("steelyard_attempts_total", "node", node.id()))
          .isEqualTo(node.attempts());
      assertThat(
              figures.count(
                  "steelyard_attempt_duration_seconds_count",
                  "node",
                  node.id(),
                  "result",
                  "success"))
          .isEqualTo(node.succeeded());
      assertThat(figures.count("steelyard_attempts_in_flight", "node", node.id())).isZero();
    }
  }

  @Test
  void transitionsAreThoseOfTheSummary() {
    long down =
        result.summary().transitions().stream().filter(it -> it.to().equals("down")).count();

    assertThat(down).isPositive();
    assertThat(figures.count("steelyard_node_transitions_total", "to", "down")).isEqualTo(down);
    assertThat(figures.count("steelyard_node_transitions_total"))
        .isEqualTo(result.summary().transitions().size());
    assertThat(figures.count("steelyard_probes_total", "node", "b", "outcome", "refused"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void durationsAreInSecondsAndAddUp() {
    Summary summary = result.summary();
    double sum = figures.sum("steelyard_request_duration_seconds_sum", "result", "success");

    assertThat(figures.count("steelyard_request_duration_seconds_count", "result", "success"))
        .isEqualTo(summary.requests().succeeded());
    assertThat(sum / summary.requests().succeeded())
        .isCloseTo(summary.latency().meanNanos() / 1e9, within(0.001));
    assertThat(
            figures.count(
                "steelyard_request_duration_seconds_bucket", "result", "success", "le", "+Inf"))
        .isEqualTo(summary.requests().succeeded());
    assertThat(
            figures.of("steelyard_request_duration_seconds_bucket", "result", "success").stream()
                .map(sample -> sample.labels().get("le")))
        .startsWith("0.001")
        .endsWith("30.0", "+Inf")
        .hasSize(15);
  }

  @Test
  void membersLeasesAndDiscoveryAreCounted() throws Exception {
    Exposition more = Runs.figures();

    assertThat(more.count("steelyard_member_changes_total", "change", "joined")).isEqualTo(1);
    assertThat(more.count("steelyard_member_changes_total", "change", "left")).isEqualTo(1);
    assertThat(
            more.count("steelyard_lease_changes_total", "service", "orders", "change", "expired"))
        .isEqualTo(1);
    assertThat(more.count("steelyard_discovery_transitions_total", "to", "reconnecting"))
        .isEqualTo(1);
  }

  @Test
  void gaugesAreThoseOfTheLastFrame() {
    Frame frame = result.lastFrame();
    for (NodeFrame node : frame.nodes()) {
      assertThat(figures.count("steelyard_node_weight", "node", node.id()))
          .isEqualTo(node.weight());
      assertThat(figures.count("steelyard_node_workers", "node", node.id()))
          .isEqualTo(node.workers());
      assertThat(figures.count("steelyard_node_info", "node", node.id(), "pool", "default"))
          .isEqualTo(1);
      assertThat(figures.of("steelyard_node_connections", "node", node.id())).hasSize(1);
      assertThat(figures.of("steelyard_node_state", "node", node.id())).hasSize(7);
      assertThat(figures.count("steelyard_node_state", "node", node.id())).isEqualTo(1);
      assertThat(
              figures.count(
                  "steelyard_node_state", "node", node.id(), "state", node.belief().word()))
          .isEqualTo(1);
      assertThat(
              figures.count(
                  "steelyard_node_truth", "node", node.id(), "truth", node.truth().word()))
          .isEqualTo(1);
    }
    assertThat(figures.of("steelyard_panic")).hasSize(1);
    assertThat(figures.of("steelyard_generator_lag_seconds")).hasSize(1);
  }
}
