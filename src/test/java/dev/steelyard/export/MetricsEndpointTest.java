package dev.steelyard.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.run.LiveExperiment;
import dev.steelyard.run.LiveRunner;
import dev.steelyard.run.Observer;
import dev.steelyard.run.VirtualRunner;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MetricsEndpointTest {
  private static final Pattern SERVER =
      Pattern.compile("HTTP-Dispatcher|server-timer.*|prometheus-http-.*");

  private final MetricsEndpoint endpoint = new MetricsEndpoint("1.2.3");

  @Test
  void offMeansThatNoRunIsFollowedAndNoThreadStarts() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    assertThat(endpoint.of(Runs.eventful())).isSameAs(Observer.NONE);

    new VirtualRunner(endpoint).run(Runs.eventful(), progress -> {}, () -> false);
    assertThat(before).containsAll(Thread.getAllStackTraces().keySet());
  }

  @Test
  void answersInTheFormatThatIsAskedFor() throws Exception {
    try (var open = endpoint.open(Runs.anyPort())) {
      String plain = Exposition.get(open.port(), "/metrics", "text/plain");
      String openMetrics =
          Exposition.get(open.port(), "/metrics", "application/openmetrics-text;version=1.0.0");

      assertThat(plain)
          .startsWith("HTTP/1.1 200 OK")
          .containsIgnoringCase("content-type: text/plain; version=0.0.4")
          .contains("steelyard_build_info{version=\"1.2.3\"} 1\n");
      assertThat(openMetrics)
          .containsIgnoringCase("content-type: application/openmetrics-text; version=1.0.0")
          .contains("# UNIT process_cpu_seconds seconds\n")
          .contains("# EOF\n");
    }
  }

  @Test
  void aClosedPortIsFreeAndLeavesNoThread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    int port;
    List<Thread> started;
    try (var open = endpoint.open(Runs.anyPort())) {
      port = open.port();
      Exposition.scrape(port);
      started =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread))
              .filter(thread -> SERVER.matcher(thread.getName()).matches())
              .toList();
    }

    assertThatThrownBy(() -> Exposition.scrape(port)).isInstanceOf(ConnectException.class);
    assertThat(endpoint.of(Runs.eventful())).isSameAs(Observer.NONE);
    assertThat(started).hasSizeGreaterThanOrEqualTo(2);
    for (Thread thread : started) {
      assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // Elsewhere 127.0.0.2 is no address of the machine.
  void listensWhereItWasAskedToAndNowhereElse() throws Exception {
    try (var open = endpoint.open(Runs.anyPort());
        // Could not be had if the endpoint listened on all addresses.
        var other = new ServerSocket(open.port(), 1, InetAddress.getByName("127.0.0.2"))) {
      assertThat(other.getLocalPort()).isEqualTo(open.port());
    }
  }

  @Test
  void aTakenPortIsAnErrorAndLeavesItOff() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());

      assertThatThrownBy(() -> endpoint.open(address)).isInstanceOf(BindException.class);
    }
    assertThat(endpoint.of(Runs.eventful())).isSameAs(Observer.NONE);
    endpoint.open(Runs.anyPort()).close();
  }

  @Test
  void onePortIsAllowed() throws Exception {
    try (var open = endpoint.open(Runs.anyPort())) {
      assertThatThrownBy(() -> endpoint.open(Runs.anyPort()))
          .isInstanceOf(IllegalStateException.class);
      Exposition.scrape(open.port());
    }
  }

  @Test
  void eachRunBeginsAtZeroAndStaysUntilTheNext() throws Exception {
    try (var open = endpoint.open(Runs.anyPort())) {
      assertThat(Exposition.scrape(open.port()).families())
          .doesNotContainKey("steelyard_requests_total");

      new VirtualRunner(endpoint).run(Runs.eventful(), progress -> {}, () -> false);
      long once = Exposition.scrape(open.port()).count("steelyard_requests_total");
      new VirtualRunner(endpoint).run(Runs.eventful(), progress -> {}, () -> false);

      assertThat(once).isPositive();
      assertThat(Exposition.scrape(open.port()).count("steelyard_requests_total")).isEqualTo(once);
    }
  }

  @Test
  void followsAnExperimentOfTheWindow() throws Exception {
    LiveExperiment.warmUp();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (var open = endpoint.open(Runs.anyPort());
        var _ = LiveExperiment.open(Runs.eventful(), endpoint)) {
      Exposition figures = Exposition.scrape(open.port());
      while ((figures.of("steelyard_requests_total").isEmpty()
              || figures.of("steelyard_node_state").isEmpty())
          && System.nanoTime() < deadline) {
        figures = Exposition.scrape(open.port());
      }

      assertThat(figures.count("steelyard_requests_total")).isPositive();
      assertThat(figures.count("steelyard_node_state", "node", "a", "state", "up")).isEqualTo(1);
    }
  }

  @Test
  void countsWhatALiveRunSumsUpTo() throws Exception {
    var scenario =
        Runs.scenario(
            """
            {
              "version": 1,
              "duration": "2s",
              "nodes": [{"id": "a"}, {"id": "b"}],
              "traffic": {"shape": {"type": "steady", "rate": 100}, "work": {"type": "fixed", "value": "2ms"}},
              "balancer": {"strategy": "round-robin", "retry": {"maxAttempts": 2}},
              "faults": [{"node": "b", "effect": {"type": "errors", "ratio": 0.5}}]
            }
            """);
    try (var open = endpoint.open(Runs.anyPort())) {
      var summary = new LiveRunner(endpoint).run(scenario, progress -> {}, () -> false).summary();

      Exposition figures = Exposition.scrape(open.port());
      assertThat(summary.requests().generated()).isPositive();
      assertThat(figures.count("steelyard_requests_total", "outcome", "status-200"))
          .isEqualTo(summary.requests().succeeded());
      assertThat(figures.count("steelyard_attempts_total", "kind", "retry"))
          .isEqualTo(summary.attempts().retries())
          .isPositive();
      assertThat(figures.count("steelyard_scenario_info", "scenario", "test")).isEqualTo(1);
    }
  }
}
