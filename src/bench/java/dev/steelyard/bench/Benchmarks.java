package dev.steelyard.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the benchmarks and prints tables of ratios.
///
/// Arguments: what to run (`all`, `short`, or a regular expression over names, such as
/// `Simulation`), and the file for all results as JSON.
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) throws RunnerException {
    String what = arguments[0];
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .shouldFailOnError(false)
            .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow", "-Xmx2g")
            .resultFormat(ResultFormatType.JSON)
            .result(arguments[1]);
    switch (what) {
      case "all" -> options.include(Benchmarks.class.getPackageName());
      case "short" ->
          options
              .include(Benchmarks.class.getPackageName())
              .forks(1)
              .warmupIterations(2)
              .warmupTime(TimeValue.milliseconds(300))
              .measurementIterations(2)
              .measurementTime(TimeValue.milliseconds(300));
      default -> options.include(what);
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    List.of(
            Tables.simulation(results),
            Tables.picks(results),
            Tables.live(results),
            Tables.client(results))
        .forEach(System.out::print);
  }
}
