package dev.steelyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Progress;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.Results;
import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Scenario> lived = new ArrayList<>();
  private final List<Scenario> simulated = new ArrayList<>();
  private final List<Scenario> opened = new ArrayList<>();
  private Writer results = out;
  private long failed;
  private boolean interrupted;
  private boolean colour;
  private boolean progress;
  private boolean stopSignalClosed;
  private Desktop desktop =
      scenario -> {
        opened.add(scenario);
        return 0;
      };

  private Runner runner(List<Scenario> played) {
    return (scenario, readings, stop) -> {
      played.add(scenario);
      Frame frame = Results.frame(History.EMPTY);
      readings.accept(
          new Progress(frame.atNanos(), frame.books(), frame.lastSecond(), () -> frame));
      return Results.of(scenario, failed);
    };
  }

  private int execute(String... arguments) {
    return execute(runner(lived), arguments);
  }

  private int execute(Runner live, String... arguments) {
    var terminal = new Terminal(new PrintWriter(results), new PrintWriter(err), colour, progress);
    var stop =
        new StopSignal() {
          @Override
          public boolean requested() {
            return interrupted;
          }

          @Override
          public void close() {
            stopSignalClosed = true;
          }
        };
    return new Commands(
            terminal,
            live,
            runner(simulated),
            (settings, traffic, endless, opened) -> {
              throw new AssertionError("no proxy is to run");
            },
            scenario -> desktop.open(scenario),
            (result, png) -> Files.writeString(png, "a picture"),
            address -> {
              throw new AssertionError("no port is to be opened");
            },
            "1.2.3",
            () -> stop)
        .execute(arguments);
  }

  @Test
  void noCommandOpensTheAppWithTheDefaultScenario() {
    assertThat(execute()).isZero();

    assertThat(opened).extracting(Scenario::id).containsExactly("one-node-dies");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void theAppTakesAScenarioAndChanges() {
    int status = execute("app", "overload", "--seed", "-9", "--set", "nodes.a.queue=7");

    assertThat(status).isZero();
    assertThat(opened.getFirst().seed()).isEqualTo(-9);
    assertThat(opened.getFirst().nodes().getFirst().queue()).hasValue(7);
  }

  @Test
  void runUsesTheLiveWorldAndSimulateTheVirtualOne() {
    assertThat(execute("run", "healthy-five")).isZero();
    assertThat(execute("simulate", "overload", "--for", "30s", "--seed=3")).isZero();

    assertThat(lived).extracting(Scenario::id).containsExactly("healthy-five");
    assertThat(simulated).extracting(Scenario::id).containsExactly("overload");
    assertThat(simulated.getFirst().duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(simulated.getFirst().seed()).isEqualTo(3);
    assertThat(stopSignalClosed).isTrue();
  }

  @Test
  void whatCanNeverActIsNotedOnStandardError() {
    assertThat(execute("simulate", "healthy-five", "--set", "balancer.circuitBreaker={}", "--json"))
        .isZero();

    assertThat(err.toString())
        .startsWith("note: balancer.circuitBreaker: No call is ever slow: ")
        .hasLineCount(1);
    assertThat(out.toString()).startsWith("{");
  }

  @Test
  void theTableShowsWhatMatters() {
    execute("simulate", "one-node-dies");

    assertThat(out.toString())
        .contains("One node dies: round-robin, virtual, seed 7, 20.0 s measured")
        .contains("Requests  2400, 120.0 a second: 2400 succeeded (100.0 %), 0 failed\n")
        .contains("Attempts  2405: 2400 first, 5 retries\n")
        .contains("Latency   mean 12.3, p50 10.0, p90 20.5, p99 30.0, p99.9 40.0, max 1234.6 ms\n")
        .contains("Failures  none\n")
        .contains("Mean latency  measured 12.3 ms ± 0.4 (95 %)    no formula: there are faults\n")
        .contains(
            "Fairness      measured 0.999                   Jain's index: 1 if even, 0.200 at")
        .contains("a        20.0 %     20.0 %        480          1       30.0       48.1 %\n")
        .contains("     6.8 s  c: up -> down, 2 failed checks, the last: \"refused\"\n")
        .contains("  ok     No request is lost\n")
        .doesNotContain("\u001b");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aClaimThatDoesNotHoldGivesStatusOne() {
    failed = 5;

    assertThat(execute("simulate", "one-node-dies")).isEqualTo(1);

    assertThat(out.toString())
        .contains("  FAILS  No request is lost: requests.failed == 0\n")
        .contains("Failures  refused 5\n");
  }

  @Test
  void jsonIsTheOnlyThingOnStandardOutput() {
    progress = true;
    colour = true;

    assertThat(execute("simulate", "one-node-dies", "--json")).isZero();

    assertThat(out.toString()).startsWith("{\n  \"scenario\": \"one-node-dies\",").endsWith("}\n");
    assertThat(out.toString()).doesNotContain("\u001b");
    assertThat(err.toString()).contains("50 %  10.0 s of 20.0 s  120 req/s, 99.2 % ok");
  }

  @Test
  void colourIsForTerminalsOnly() {
    colour = true;

    execute("simulate", "one-node-dies");

    assertThat(out.toString()).contains("\u001b[32mok\u001b[0m");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theReportIsWrittenWhole(@TempDir Path directory) throws IOException {
    Path report = directory.resolve("deep").resolve("report");

    assertThat(execute("simulate", "one-node-dies", "--out", report.toString())).isZero();

    try (Stream<Path> files = Files.list(report)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "summary.json", "timeline.csv", "transitions.csv", "scenario.json", "dashboard.png");
    }
    assertThat(err.toString()).isEqualTo("Report written to " + report + "\n");
  }

  @Test
  void aReportThatCannotBeWrittenIsToldBeforeTheRun(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(execute("simulate", "one-node-dies", "--out", file.toString())).isEqualTo(3);

    assertThat(simulated).isEmpty();
    assertOneErrorLine("error: the report cannot be written to " + file + ": there is a file of");
  }

  @Test
  void anInterruptedRunStillShowsItsResultsButNoPicture(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("dashboard.png"), "of an earlier run");
    interrupted = true;

    int status = execute("run", "one-node-dies", "--out", directory.toString());

    assertThat(status).isEqualTo(130);
    assertThat(out.toString()).contains("Requests  2400");
    assertThat(directory.resolve("summary.json")).exists();
    assertThat(directory.resolve("scenario.json")).exists();
    assertThat(directory.resolve("dashboard.png")).doesNotExist();
    assertThat(err.toString())
        .isEqualTo("Report written to " + directory + ", without dashboard.png\n");
    assertThat(stopSignalClosed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"simulate overload --json", "scenarios", "picks --strategy random --nodes a,b"})
  void resultsThatNobodyGetsAreAFailure(String usage) {
    results =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThat(execute(usage.split(" ", -1))).isEqualTo(3);

    assertOneErrorLine("error: standard output takes no more results");
  }

  @Test
  void aRunThatBreaksDownGivesStatusThree() {
    Runner broken =
        (scenario, frames, stop) -> {
          throw new RunFailedException("port 80 is taken\nuse another", new IOException("x"));
        };

    assertThat(execute(broken, "run", "overload")).isEqualTo(3);

    assertOneErrorLine("error: port 80 is taken use another");
    assertThat(stopSignalClosed).isTrue();
  }

  @Test
  void aMistakeInTheProgramGivesNoStackTrace() {
    Runner broken =
        (scenario, frames, stop) -> {
          throw new IllegalStateException("oops");
        };

    assertThat(execute(broken, "run", "overload")).isEqualTo(3);

    assertOneErrorLine("error: this should not have happened, please report it: java.lang.Illegal");
  }

  @Test
  void tooLittleMemoryGivesStatusThreeAndNoStackTrace() {
    Runner greedy =
        (scenario, frames, stop) -> {
          throw new OutOfMemoryError("Java heap space");
        };

    assertThat(execute(greedy, "run", "overload")).isEqualTo(3);

    assertOneErrorLine("error: there is not enough memory for this; lower the rate");
    assertThat(stopSignalClosed).isTrue();
  }

  @Test
  void aBadScenarioGivesALineForEachProblem() {
    int status =
        execute(
            "simulate", "overload", "--set", "nodes.0.weight=-3", "--set", "seed=x", "--for", "5");

    assertThat(status).isEqualTo(2);
    assertThat(simulated).isEmpty();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactlyInAnyOrder(
            "error: --set nodes.0.weight=-3: nodes.0.weight: -3 is wrong because it is below 1;"
                + " allowed: a whole number from 1 to 1000",
            "error: --set seed=x: seed: \"x\" is wrong because it is text, not a number; allowed: a"
                + " whole number from -9223372036854775808 to 9223372036854775807",
            "error: --for 5: duration: \"5\" is wrong because it has no unit; allowed: a duration"
                + " from 1ms to 24h, such as 250us, 20ms, 1.5s or 5m");
  }

  @Test
  void anUnknownScenarioIsToldWithTheNearestOne() {
    assertThat(execute("run", "gray-failur")).isEqualTo(2);

    assertOneErrorLine("error: gray-failur: there is no such file; did you mean gray-failure?; al");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simlate overload;there is no command simlate; did you mean simulate?",
        "lessons overload;the command lessons is not available yet",
        "run;Missing required parameter: 'SCENARIO'",
        "run overload --sed 3;there is no option --sed; did you mean --seed?",
        "run overload --seed x;Invalid value for option '--seed'",
        "run overload gray-failure;there is one argument too many: gray-failure",
        "run overload --out ;'--out': it is empty; allowed: a directory",
        "run overload --for;Missing required parameter for option '--for'",
      })
  void badUsageGivesOneLineAndAHint(String usage) {
    String[] parts = usage.split(";", 2);

    assertThat(execute(parts[0].split(" ", -1))).isEqualTo(2);

    List<String> lines = err.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("error: ").contains(parts[1]);
    assertThat(lines.getLast()).startsWith("Try: steelyard").endsWith(" --help");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutADisplayTheAppRunsForAWhileAndReports() {
    desktop =
        scenario -> {
          throw new NoDisplayException("DISPLAY is not set");
        };
    Runner broken =
        (scenario, frames, stop) -> {
          lived.add(scenario);
          throw new RunFailedException("enough for a test", new IOException("x"));
        };

    try {
      assertThat(execute(broken, "app", "gray-failure")).isEqualTo(3);
    } finally {
      deleteQuietly(AppCommand.REPORT);
    }

    assertThat(lived.getFirst().id()).isEqualTo("gray-failure");
    assertThat(lived.getFirst().duration()).isEqualTo(Duration.ofSeconds(20));
    assertThat(err.toString()).contains("There is no display to open a window on (DISPLAY is not");
  }

  private static void deleteQuietly(Path directory) {
    assertThat(directory.toFile().delete()).isTrue();
  }

  @Test
  void listsHaveOneLineEach() {
    assertThat(execute("scenarios")).isZero();
    assertThat(execute("strategies")).isZero();

    assertThat(out.toString().lines())
        .hasSize(BuiltIns.IDS.size() + StrategyType.values().length)
        .contains("one-node-dies       One node dies")
        .contains("random                Any node, all equally likely.");
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    assertThat(execute("--version")).isZero();
    assertThat(execute("--help")).isZero();
    assertThat(execute("simulate", "--help")).isZero();

    assertThat(out.toString())
        .startsWith("steelyard 1.2.3\n")
        .contains("Usage: steelyard [-hV] [COMMAND]")
        .contains("simulate")
        .contains("--set=PATH=VALUE")
        .doesNotContain("\u001b");
    assertThat(err.toString()).isEmpty();
  }

  private void assertOneErrorLine(String beginning) {
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith(beginning);
  }
}
