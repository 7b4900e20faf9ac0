package dev.steelyard.bench;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.run.Result;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Shape.Steady;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.eventlist.BinaryTree;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.RedblackTree;
import umontreal.ssj.simevents.eventlist.SplayTree;

/// Simulated requests per second: the less busy of two out of 1000 nodes, each with one worker and
/// exponential work, at a load of 0.9.
///
/// {@link #steelyard} is the whole of it: generator, dispatcher, a timeout armed for each attempt,
/// events, histograms of every node and a reading each second, from the scenario to its summary.
/// The others do the bare queueing and keep no figures at all.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class Simulation {
  static final int NODES = 1_000;
  static final double LOAD = 0.9;

  private static final Duration WORK = Duration.ofMillis(10);
  private static final int SECONDS = 10;
  private static final int RATE = (int) (NODES * LOAD * 100);

  /// Requests in one run.
  static final int REQUESTS = RATE * SECONDS;

  private final Scenario scenario =
      new Scenario(
          "speed",
          "Speed",
          "",
          1,
          Duration.ofSeconds(SECONDS),
          Duration.ofSeconds(1),
          IntStream.range(0, NODES)
              .mapToObj(i -> new NodeSpec("n-" + i, 1, 1, 1, OptionalInt.empty()))
              .toList(),
          new Fixed(Duration.ZERO),
          TrafficSettings.of(Arrivals.POISSON, new Steady(RATE)).withWork(new Exponential(WORK)),
          BalancerSettings.of(StrategyType.POWER_OF_TWO.defaults()),
          List.of(),
          List.of());

  /// The event lists of SSJ, but for its linked list, whose operations take O(n).
  public enum SsjList {
    SPLAY_TREE,
    HENRIKSEN,
    BINARY_TREE,
    RED_BLACK_TREE;

    EventList create() {
      return switch (this) {
        case SPLAY_TREE -> new SplayTree();
        case HENRIKSEN -> new Henriksen();
        case BINARY_TREE -> new BinaryTree();
        case RED_BLACK_TREE -> new RedblackTree();
      };
    }
  }

  /// The parameter of one benchmark only, so that the others are not run for each of its values.
  @State(Scope.Benchmark)
  public static class Ssj {
    @Param public SsjList list = SsjList.SPLAY_TREE;
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public Result steelyard() {
    return new VirtualRunner().run(scenario, progress -> {}, () -> false);
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public double ssj(Ssj ssj) {
    return new SsjQueues(NODES, LOAD, REQUESTS, ssj.list.create()).run();
  }

  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public double bareLoop() {
    return new BareQueues(NODES, LOAD, REQUESTS).run();
  }
}
