package dev.steelyard.bench;

import dev.steelyard.run.Result;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.scenario.Scenario;
import java.util.concurrent.TimeUnit;
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

  private static final int SECONDS = 10;

  /// 0.9 x 1000 nodes x 100 requests a second for each, of 10 ms.
  private static final int RATE = 90_000;

  /// Requests in one run.
  static final int REQUESTS = RATE * SECONDS;

  private final Scenario scenario =
      Scenarios.of(
          """
          {
            "version": 1,
            "duration": "10s",
            "warmup": "1s",
            "nodes": [{"id": "n", "count": 1000}],
            "traffic": {
              "arrivals": "poisson",
              "shape": {"type": "steady", "rate": 90000},
              "work": {"type": "exponential", "mean": "10ms"}
            },
            "balancer": {"strategy": "power-of-two"}
          }
          """);

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
