package dev.steelyard.bench;

import dev.steelyard.balancer.strategy.StrategyType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a pick takes, on one thread, with one request in flight to each node on average.
///
/// A pick alone for those that can be asked for just that; a pick with its accounting (the request
/// begins, and ends at once with an answer) for those that cannot.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class Picks {
  @Param({"5", "100", "1000"})
  public int nodes;

  /// Every strategy of the catalogue, with its defaults.
  @State(Scope.Benchmark)
  public static class Ours {
    @Param public StrategyType picker = StrategyType.ROUND_ROBIN;
    private StrategyPicker strategy;

    @Setup(Level.Trial)
    public void create(Picks picks) {
      strategy = new StrategyPicker(picker.defaults(), picks.nodes);
    }
  }

  /// Balancers that can be asked for a pick alone.
  @State(Scope.Benchmark)
  public static class Pickers {
    @Param({"round_robin", "weighted_round_robin", "least_request_experimental"})
    public String picker;

    private GrpcPicker grpc;

    @Setup(Level.Trial)
    public void create(Picks picks) {
      grpc = new GrpcPicker(picker, picks.nodes);
    }
  }

  /// Spring's balancer.
  @State(Scope.Benchmark)
  public static class Spring {
    @Param("RoundRobinLoadBalancer")
    public String picker;

    private SpringPicker spring;

    @Setup(Level.Trial)
    public void create(Picks picks) {
      spring = new SpringPicker(picks.nodes);
    }
  }

  /// Finagle's balancers, which count what they hand out.
  @State(Scope.Benchmark)
  public static class Finagle {
    @Param public FinagleBalancer picker = FinagleBalancer.ROUND_ROBIN;
    private FinaglePicker finagle;

    @Setup(Level.Trial)
    public void create(Picks picks) {
      finagle = new FinaglePicker(picker, picks.nodes);
    }
  }

  @Benchmark
  public Object steelyard(Ours ours) {
    return ours.strategy.pick();
  }

  @Benchmark
  public Object steelyardCounted(Ours ours) {
    return ours.strategy.pickAndRelease();
  }

  @Benchmark
  public Object grpc(Pickers pickers) {
    return pickers.grpc.pick();
  }

  @Benchmark
  public Object spring(Spring spring) {
    return spring.spring.pick();
  }

  @Benchmark
  public Object finagleCounted(Finagle finagle) {
    return finagle.finagle.pickAndRelease();
  }
}
