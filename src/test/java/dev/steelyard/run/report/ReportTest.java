package dev.steelyard.run.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Histories;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Latency;
import dev.steelyard.metrics.Point;
import dev.steelyard.metrics.Point.NodePoint;
import dev.steelyard.run.Result;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Claim;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.ScenarioReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void summaryJsonIsAsTheContractHasIt() throws ScenarioException {
    assertThat(SummaryJson.of(Results.of(oneNode(), 2)))
        .isEqualTo(
            """
            {
              "scenario": "x",
              "world": "virtual",
              "seed": 1,
              "strategy": "round-robin",
              "measuredSeconds": 20.0,
              "requests": {
                "generated": 2400,
                "succeeded": 2398,
                "failed": 2,
                "inFlight": 0,
                "perSecond": 120.0
              },
              "attempts": {
                "total": 2405,
                "first": 2400,
                "retries": 5,
                "hedges": 0,
                "cancelled": 0,
                "refusedByBudget": 0,
                "misrouted": 0
              },
              "latencyMillis": {
                "mean": 12.346,
                "p50": 10.0,
                "p90": 20.5,
                "p99": 30.0,
                "p999": 40.0,
                "max": 1234.568,
                "meanHalfWidth95": 0.4
              },
              "failures": {
                "refused": 2,
                "status-503": 0
              },
              "nodes": [
                {
                  "id": "c",
                  "attempts": 480,
                  "share": 0.2,
                  "expectedShare": 0.2,
                  "succeeded": 479,
                  "failed": 1,
                  "latencyMillis": {
                    "mean": 12.346,
                    "p50": 10.0,
                    "p90": 20.5,
                    "p99": 30.0,
                    "p999": 40.0,
                    "max": 1234.568
                  },
                  "meanInFlight": 0.5,
                  "utilization": 0.48125,
                  "misrouted": 0,
                  "memberSeconds": 20.0,
                  "connections": 3
                }
              ],
              "transitions": [
                {
                  "atSeconds": 6.75,
                  "node": "c",
                  "from": "up",
                  "to": "down",
                  "reason": "2 failed checks, the last: \\"refused\\""
                },
                {
                  "atSeconds": 14.5,
                  "node": "c",
                  "from": "down",
                  "to": "up",
                  "reason": "2 passed checks"
                }
              ],
              "fairness": 0.999,
              "claims": [
                {
                  "text": "No request is lost",
                  "holds": false,
                  "condition": "requests.failed == 0"
                },
                {
                  "text": "c is noticed",
                  "holds": true,
                  "condition": "transitions.c.down >= 1"
                }
              ],
              "generatorLagMillis": 1.5,
              "expected": {
                "noFormula": "the work is not exponential"
              }
            }
            """);
  }

  @Test
  void theTimelineHasARowForEachSecond() throws ScenarioException, IOException {
    List<Point> points = new ArrayList<>();
    for (int tenth = 1; tenth <= 25; tenth++) {
      points.add(point(tenth * SECOND / 10, tenth < 20 ? Results.LATENCY : Latency.NONE));
    }

    assertThat(timeline(Histories.of(points)))
        .isEqualTo(
            """
            seconds,requests,failed,first,retries,hedges,failedAttempts,p50Millis,p90Millis,p99Millis,c.attempts,c.failed,c.inFlight,c.belief,c.truth
            1,120,1,120,2,0,3,10,20.5,30,24,0.5,2,up,broken
            2,120,1,120,2,0,3,,,,24,0.5,2,up,broken
            """);
  }

  @Test
  void aRunBelowASecondHasOneRow() throws ScenarioException, IOException {
    assertThat(timeline(Histories.of(List.of(point(SECOND / 4, Latency.NONE)))).lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("0.25,120,"));
    assertThat(timeline(History.EMPTY).lines()).hasSize(1);
  }

  @Test
  void transitionsAreQuotedWhereNeeded() throws IOException {
    var out = new StringWriter();

    TransitionsCsv.write(Results.fine(), out);

    assertThat(out.toString())
        .isEqualTo(
            """
            at_seconds,node,from,to,reason
            6.75,c,up,down,"2 failed checks, the last: ""refused\"""
            14.5,c,down,up,2 passed checks
            """);
  }

  @Test
  void transitionsOfSeveralBalancersTellWhose() throws Exception {
    Result result =
        new VirtualRunner()
            .run(BuiltIns.scenario(BuiltIns.DEFAULT).withBalancers(2), progress -> {}, () -> false);
    var out = new StringWriter();

    TransitionsCsv.write(result, out);

    assertThat(out.toString().lines().findFirst())
        .hasValue("at_seconds,node,from,to,reason,balancer");
    assertThat(out.toString().lines().skip(1))
        .allMatch(line -> line.endsWith(",1") || line.endsWith(",2"))
        .anyMatch(line -> line.contains(",c,up,down,") && line.endsWith(",1"))
        .anyMatch(line -> line.contains(",c,up,down,") && line.endsWith(",2"));
    assertThat(SummaryJson.of(result)).contains("\"balancer\": 2");
  }

  @ParameterizedTest
  @CsvSource({
    "requests.generated, 2400",
    "requests.perSecond, 120",
    "attempts.retries, 5",
    "latencyMillis.p90, 20.5",
    "latencyMillis.meanHalfWidth95, 0.4",
    "failures.refused, 2",
    "failures.never-seen, 0",
    "nodes.c.share, 0.2",
    "nodes.c.latencyMillis.p999, 40",
    "nodes.c.utilization, 0.48125",
    "transitions.c.down, 1",
    "transitions.c.ejected, 0",
    "measuredSeconds, 20",
    "fairness, 0.999",
    "generatorLagMillis, 1.5",
  })
  void aClaimCanNameEachNumber(String path, double value) throws ScenarioException {
    var values = new SummaryValues(Results.summary(oneNode(), 2));

    assertThat(values.of(path)).hasValue(value);
  }

  @ParameterizedTest
  @CsvSource({"requests", "requests.x", "nodes.c", "nodes.z.share", "nodes.c.x", "x", "fairness.x"})
  void aPathThatLeadsNowhereHasNoValue(String path) throws ScenarioException {
    assertThat(new SummaryValues(Results.summary(oneNode(), 2)).of(path)).isEmpty();
  }

  @Test
  void aClaimThatCannotBeDecidedDoesNotHoldAndSaysWhy() throws ScenarioException {
    List<Claim> claims = List.of(new Claim("One", "nodes.z.share > 0"), new Claim("Two", "1 <"));

    assertThat(ClaimCheck.of(claims, Results.summary(oneNode(), 0)))
        .containsExactly(
            new Result.CheckedClaim(
                "One", "nodes.z.share > 0 (nodes.z.share has no value in this run)", false),
            new Result.CheckedClaim(
                "Two", "1 < (at character 4 a number or a path is missing before the end)", false));
  }

  @Test
  void theScenarioAsRunReadsBackEqual(@TempDir Path directory) throws Exception {
    ReportWriter.write(Results.fine(), directory, (result, png) -> {});

    Scenario read = ScenarioReader.file(directory.resolve("scenario.json"), List.of());
    assertThat(read).isEqualTo(Results.fine().scenario());
    assertThat(directory.resolve("dashboard.png")).doesNotExist();
  }

  @Test
  void anOldReportIsReplacedAndStaysWholeIfAPainterFails(@TempDir Path directory) throws Exception {
    ReportWriter.write(Results.fine(), directory, (result, png) -> Files.writeString(png, "old"));

    assertThatThrownBy(() ->
            ReportWriter.write(
                Results.of(oneNode(), 2),
                directory,
                (result, png) -> {
                  Files.writeString(png, "ha");
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("dashboard.png: No space left on device; choose another directory");

    assertThat(directory.resolve("dashboard.png")).hasContent("old");
    assertThat(directory.resolve("summary.json")).content().contains("\"failed\": 2");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(5);
    }
  }

  private static String timeline(History history) throws ScenarioException, IOException {
    Result some = Results.of(oneNode(), 0);
    var out = new StringWriter();
    TimelineCsv.write(
        new Result(some.scenario(), some.summary(), some.claims(), Results.frame(history)), out);
    return out.toString();
  }

  private static Point point(long atNanos, Latency latency) {
    return new Point(
        atNanos,
        120,
        1,
        120,
        2,
        0,
        3,
        latency,
        List.of(new NodePoint(24, 0.5, 0, 2, NodeState.UP, Truth.BROKEN)));
  }

  private static Scenario oneNode() throws ScenarioException {
    return ScenarioReader.text(
        """
        {"version": 1, "nodes": [{"id": "c"}],
         "traffic": {"shape": {"type": "steady", "rate": 1}}}
        """,
        "x.json",
        List.of());
  }
}
