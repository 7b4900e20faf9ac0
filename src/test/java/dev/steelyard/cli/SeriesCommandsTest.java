package dev.steelyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.run.report.Results;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `compare` and `sweep`.
class SeriesCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Scenario> lived = new ArrayList<>();
  private final List<Scenario> simulated = Collections.synchronizedList(new ArrayList<>());
  private Runner virtual = new VirtualRunner();
  private boolean interrupted;
  private boolean progress;

  private int execute(String usage) {
    Runner live =
        (scenario, frames, stop) -> {
          lived.add(scenario);
          return Results.of(scenario, 0);
        };
    Runner counted =
        (scenario, frames, stop) -> {
          simulated.add(scenario);
          return virtual.run(scenario, frames, stop);
        };
    var stop =
        new StopSignal() {
          @Override
          public boolean requested() {
            return interrupted;
          }

          @Override
          public void close() {}
        };
    return new Commands(
            new Terminal(new PrintWriter(out), new PrintWriter(err), false, progress),
            live,
            counted,
            (settings, traffic, endless, opened) -> {
              throw new AssertionError("no proxy is to run");
            },
            scenario -> 0,
            (result, png) -> {},
            address -> {
              throw new AssertionError("no port is to be opened");
            },
            "1.2.3",
            () -> stop)
        .execute(usage.split(" ", -1));
  }

  @Test
  void compareSaysWhichStrategyIsBetter() {
    int status =
        execute(
            "compare two-fast-one-slow --strategies round-robin,power-of-two --repeat 3 --seed 20"
                + " --set balancer.timeout=1m");

    assertThat(status).isZero();
    assertThat(simulated)
        .extracting(Scenario::seed)
        .containsExactlyInAnyOrder(20L, 20L, 21L, 21L, 22L, 22L);
    assertThat(out.toString())
        .startsWith("Two fast, one slow: virtual, seeds 20 to 22\n\nStrategy")
        .contains("Verdict over 3 seeds, each played by all (95 % sure of all together):\n")
        .contains("  p99: best is power-of-two, ")
        .containsPattern(" {4}round-robin {3}\\+\\d+\\.\\d ± \\d+\\.\\d ms {3}worse\n")
        .doesNotContain("success: best");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void oneRunOfEachClaimsNothing() {
    assertThat(execute("compare two-fast-one-slow --strategies random,power-of-two")).isZero();

    assertThat(out.toString())
        .contains("One run of each cannot tell a difference from chance: add --repeat 10.")
        .contains("Latency counts only requests that succeeded")
        .doesNotContain("worse");
  }

  @Test
  void strategiesKeepTheSettingsOfTheScenarioAndTakeTheirOwn() {
    execute(
        "compare overload --for 1s --set balancer.strategy={\"type\":\"power-of-two\",\"choices\":3}"
            + " --strategies power-of-two,power-of-two:choices=4,random");

    assertThat(simulated)
        .extracting(scenario -> scenario.balancer().strategy().words())
        .containsExactlyInAnyOrder(
            "Power of two choices, 3 choices", "Power of two choices, 4 choices", "Random");
  }

  @Test
  void theLiveWorldPlaysOneAfterTheOther() {
    assertThat(execute("compare overload --world live --strategies random,round-robin")).isZero();

    assertThat(lived)
        .extracting(scenario -> scenario.balancer().strategy().type().id())
        .containsExactly("random", "round-robin");
    assertThat(simulated).isEmpty();
    assertThat(out.toString()).contains(": live, seed");
  }

  @Test
  void theReportOfAComparisonIsWrittenAndJsonStandsAlone(@TempDir Path directory)
      throws IOException {
    int status =
        execute(
            "compare overload --for 1s --json --strategies random,round-robin --out " + directory);

    assertThat(status).isZero();
    assertThat(out.toString()).startsWith("{\n  \"scenario\": \"overload\",").endsWith("}\n");
    assertThat(directory.resolve("comparison.json")).hasContent(out.toString());
    assertThat(Files.readAllLines(directory.resolve("comparison.csv"))).hasSize(3);
    assertFiles(directory, "comparison.json", "comparison.csv", "scenario.json");
    assertThat(err.toString()).isEqualTo("Report written to " + directory + "\n");
  }

  @Test
  void sweepPlaysEachValue(@TempDir Path directory) throws IOException {
    int status =
        execute(
            "sweep healthy-five --vary traffic.shape.rate=50..150/50 --repeat 2 --out "
                + directory);

    assertThat(status).isZero();
    assertThat(simulated).hasSize(6);
    assertThat(out.toString())
        .startsWith("Five healthy nodes: virtual, seeds 7 to 8\n\ntraffic.shape.rate ")
        .contains("expected ms")
        .contains(" by GI/M/1")
        .contains("o is the mean, | the p99\n");
    assertThat(out.toString().lines().filter(line -> line.matches(" {2}(50|100|150) +-+o-+\\|")))
        .hasSize(3);
    assertThat(directory.resolve("sweep.svg")).content().contains("expected mean");
    assertFiles(directory, "sweep.json", "sweep.csv", "sweep.svg");
  }

  @Test
  void progressCountsAllRuns() {
    progress = true;

    assertThat(execute("sweep overload --for 1s --vary seed=1,2,3 --json")).isZero();

    assertThat(err.toString()).contains("] 100 %  ").contains(" of 3 runs").endsWith("\u001b[K");
  }

  @Test
  void simulateShowsTheoryBesideWhatWasMeasured() {
    assertThat(execute("simulate healthy-five --seed 1 --for 60s")).isZero();

    assertThat(out.toString())
        .containsPattern(
            "Mean latency {2}measured \\d+\\.\\d ms ± \\d\\.\\d \\(95 %\\) +GI/M/1 expects 24.4 ms\n")
        .containsPattern("p99 latency {3}measured \\d+\\.\\d ms +GI/M/1 expects 112.2 ms\n")
        .containsPattern("Utilization {3}measured \\d\\d\\.\\d % +GI/M/1 expects 40.0 %\n")
        .containsPattern("In flight {5}measured \\d\\.\\d\\d +Little's law expects \\d\\.\\d\\d\n")
        .contains("Theory        GI/M/1 at each node, with Erlang-5 gaps; of the steady state");
  }

  @Test
  void aValueThatMakesABadScenarioIsToldBeforeAnythingRuns() {
    assertThat(execute("sweep overload --vary nodes.0.workers=1,2,0")).isEqualTo(2);

    assertThat(simulated).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            "error: --vary nodes.0.workers=0: nodes.0.workers: 0 is wrong because it is below 1;"
                + " allowed: a whole number from 1 to 10000\n");
  }

  @Test
  void anInterruptedSeriesShowsWhatEndedBefore() {
    virtual =
        (scenario, frames, stop) -> {
          interrupted = simulated.size() > 1;
          return new VirtualRunner().run(scenario, frames, stop);
        };

    int status = execute("compare two-fast-one-slow --strategies random,round-robin --for 2s");

    assertThat(status).isEqualTo(130);
    assertThat(out.toString()).contains("no data").contains("No verdict");
    assertThat(err.toString()).isEqualTo("Stopped early: only runs that had ended count.\n");
  }

  @Test
  void aRunThatBreaksDownGivesStatusThree() {
    virtual =
        (scenario, frames, stop) -> {
          throw new RunFailedException("out of ports", null);
        };

    assertThat(execute("sweep overload --vary seed=1,2")).isEqualTo(3);
    assertThat(err.toString()).isEqualTo("error: out of ports\n");
  }

  @Test
  void tooLittleMemoryIsToldFromEveryThread() {
    virtual =
        (scenario, frames, stop) -> {
          throw new OutOfMemoryError("Java heap space");
        };

    assertThat(execute("sweep overload --vary seed=1,2")).isEqualTo(3);
    assertThat(err.toString()).startsWith("error: there is not enough memory for this");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare overload;Missing required option: '--strategies",
        "compare overload --strategies random;allowed: 2 to 20 of them",
        "compare overload --strategies random,random;allowed: each of them once",
        "compare overload --strategies random,random --world moon;--world moon is wrong; allowed:",
        "compare overload --strategies random,round-robin --repeat 0;allowed: 1 to 1000",
        "compare overload --strategies random,round-robin --out ;'--out': it is empty",
        "sweep overload --vary seed=1,2 --out ;'--out': it is empty; allowed: a directory",
        "sweep overload;Missing required option: '--vary",
        "sweep overload --vary seed=1,1;allowed: each value once",
        "sweep overload --vary seed=1 --repeat 1001;allowed: 1 to 1000",
      })
  void badUsageGivesOneLineAndAHint(String usage) {
    String[] parts = usage.split(";", 2);

    assertThat(execute(parts[0])).isEqualTo(2);

    List<String> lines = err.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("error: ").contains(parts[1]);
    assertThat(lines.getLast()).startsWith("Try: steelyard").endsWith(" --help");
    assertThat(simulated).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random,randm;error: --strategies randm: strategy.type: \"randm\" is wrong",
        "random,power-of-two:choices=0;error: --strategies power-of-two:choices=0: strategy.choices",
        "random,;error: --strategies : strategy.type: \"\" is wrong",
        "random,round-robin:x;error: --strategies round-robin:x: it cannot be set",
      })
  void aBadStrategyGivesOneLine(String usage) {
    String[] parts = usage.split(";", 2);

    assertThat(execute("compare overload --strategies " + parts[0])).isEqualTo(2);

    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith(parts[1]);
  }

  private static void assertFiles(Path directory, String... names) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }
}
