package dev.steelyard.run.report;

import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.Summary;
import dev.steelyard.metrics.Summary.NodeSummary;
import dev.steelyard.metrics.Summary.Transition;
import dev.steelyard.metrics.Window;
import dev.steelyard.run.Result;
import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Claim;
import dev.steelyard.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Results of runs that never were.
public final class Results {
  public static final Latency LATENCY =
      new Latency(10, 12_345_678.9, 10_000_000, 20_500_000, 30_000_400, 40_000_000, 1_234_567_890);

  private Results() {}

  /// Of a scenario with claims that all hold if `failed` is 0.
  public static Result of(Scenario scenario, long failed) {
    Summary summary = summary(scenario, failed);
    List<Claim> claims =
        List.of(
            new Claim("No request is lost", "requests.failed == 0"),
            new Claim("c is noticed", "transitions.c.down >= 1"));
    Frame frame = frame(History.EMPTY);
    return new Result(scenario, summary, ClaimCheck.of(claims, summary), frame);
  }

  /// Of the default scenario.
  public static Result fine() {
    return of(BuiltIns.scenario(BuiltIns.DEFAULT), 0);
  }

  public static Frame frame(History history) {
    return new Frame(
        10_000_000_000L,
        Books.EMPTY,
        new Window(1, 120, 119, 1, 120, 2, 0, 2, LATENCY),
        Window.EMPTY,
        Window.EMPTY,
        List.of(),
        false,
        0,
        Optional.empty(),
        history,
        Log.EMPTY);
  }

  static Summary summary(Scenario scenario, long failed) {
    Map<String, Long> failures = new LinkedHashMap<>();
    failures.put("refused", failed);
    failures.put("status-503", 0L);
    List<NodeSummary> nodes =
        scenario.nodes().stream()
            .map(node ->
                new NodeSummary(node.id(), 480, 0.2, 0.2, 479, 1, LATENCY, 0.5, 0.48125, 0, 20, 3))
            .toList();
    return new Summary(
        scenario.id(),
        "virtual",
        scenario.seed(),
        scenario.balancer().strategy().type().id(),
        20,
        new Summary.Requests(2400, 2400 - failed, failed, 0, 120),
        new Summary.Attempts(2405, 2400, 5, 0, 0, 0, 0),
        LATENCY,
        OptionalDouble.of(400_000),
        failures,
        nodes,
        List.of(
            new Transition(6.75, "c", "up", "down", "2 failed checks, the last: \"refused\""),
            new Transition(14.5, "c", "down", "up", "2 passed checks")),
        0.999,
        1_500_000);
  }
}
