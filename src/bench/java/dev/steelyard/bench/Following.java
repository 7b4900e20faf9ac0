package dev.steelyard.bench;

import dev.steelyard.export.MetricsEndpoint;
import dev.steelyard.run.Observers;
import dev.steelyard.run.Result;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to count for Prometheus: simulated requests per second over five nodes, followed
/// and not. Nobody scrapes meanwhile.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class Following {
  private static final int SECONDS = 200;
  private static final int RATE = 4_500;

  /// Requests in one run.
  static final int REQUESTS = RATE * SECONDS;

  @Param({"false", "true"})
  public boolean followed;

  private final Scenario scenario =
      Scenarios.of(
          """
          {
            "version": 1,
            "duration": "200s",
            "nodes": [{"id": "n", "count": 5, "workers": 10}],
            "traffic": {
              "arrivals": "poisson",
              "shape": {"type": "steady", "rate": 4500},
              "work": {"type": "exponential", "mean": "10ms"}
            },
            "balancer": {"strategy": "power-of-two"}
          }
          """);

  private MetricsEndpoint.OpenPort open;
  private Observers observers = Observers.NONE;

  @Setup(Level.Trial)
  public void open() throws IOException {
    if (followed) {
      var endpoint = new MetricsEndpoint("bench");
      open = endpoint.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      observers = endpoint;
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    if (followed) {
      open.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public Result simulation() {
    return new VirtualRunner(observers).run(scenario, progress -> {}, () -> false);
  }
}
