package dev.steelyard.bench;

import dev.steelyard.live.LiveWorld;
import dev.steelyard.scenario.Scenario;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Live requests per second over loopback: 64 always in flight to 5 nodes that have nothing to do
/// but answer, all in one JVM.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class Live {
  static final int IN_FLIGHT = 64;
  static final int REQUESTS = 20_000;

  private LiveWorld world;

  @Setup(Level.Trial)
  public void open() throws IOException {
    world = LiveWorld.open(scenario());
  }

  @TearDown(Level.Trial)
  public void close() {
    world.close();
  }

  /// The whole way: dispatcher, round robin, a timeout armed for each attempt, transport, events,
  /// figures and ten frames a second.
  @State(Scope.Benchmark)
  public static class Balanced {
    private BalancedLoop loop;

    @Setup(Level.Trial)
    public void open(Live live) {
      loop = BalancedLoop.start(scenario(), live.world);
    }
  }

  /// Jetty's client alone, which turns over the nodes by itself.
  @State(Scope.Benchmark)
  public static class Bare {
    private BareClientLoop loop;

    @Setup(Level.Trial)
    public void open(Live live) throws Exception {
      loop = new BareClientLoop(live.world.endpoints());
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
      loop.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public void steelyard(Balanced balanced) throws InterruptedException {
    balanced.loop.run(REQUESTS, IN_FLIGHT);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public void bareClient(Bare bare) throws InterruptedException {
    bare.loop.run(REQUESTS, IN_FLIGHT);
  }

  static Scenario scenario() {
    return Scenarios.of(
        """
        {
          "version": 1,
          "duration": "1h",
          "nodes": [{"id": "n", "count": 5, "workers": 64}],
          "traffic": {"arrivals": "constant", "shape": {"type": "steady", "rate": 1}},
          "balancer": {"strategy": "round-robin"}
        }
        """);
  }
}
