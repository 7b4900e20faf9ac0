package dev.steelyard.bench;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.client.BalancedHttpClient;
import dev.steelyard.client.NodeAddress;
import dev.steelyard.live.LiveWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.Executors;
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

/// Requests per second of a Java program over loopback: 64 always in flight to 5 nodes that have
/// nothing to do but answer, all in one JVM, through the balanced client and through the JDK's.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class Client {
  static final int IN_FLIGHT = 64;
  static final int REQUESTS = 10_000;

  private LiveWorld world;

  @Setup(Level.Trial)
  public void open() throws IOException {
    world = LiveWorld.open(Live.scenario());
  }

  @TearDown(Level.Trial)
  public void close() {
    world.close();
  }

  private List<Endpoint> nodes() {
    return world.endpoints();
  }

  private static URI uri(Endpoint node) {
    return URI.create("http://" + node.host() + ":" + node.port() + "/");
  }

  /// Round robin, a timeout armed for each attempt, and each node with a JDK client of its own.
  @State(Scope.Benchmark)
  public static class Balanced {
    private HttpClient client;
    private JavaClientLoop loop;

    @Setup(Level.Trial)
    public void open(Client bench) {
      client =
          BalancedHttpClient.newBuilder()
              .pool(
                  "nodes",
                  BalancerSettings.of(new RoundRobinSpec()),
                  bench.nodes().stream()
                      .map(node -> new NodeAddress(node.id(), uri(node)))
                      .toList())
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      loop = new JavaClientLoop(client, List.of(URI.create("http://nodes/")));
    }

    @TearDown(Level.Trial)
    public void close() {
      client.close();
    }
  }

  /// The JDK's client alone, with the same threads.
  @State(Scope.Benchmark)
  public static class Bare {
    private HttpClient client;
    private JavaClientLoop loop;

    @Setup(Level.Trial)
    public void open(Client bench) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .build();
      loop = new JavaClientLoop(client, bench.nodes().stream().map(Client::uri).toList());
    }

    @TearDown(Level.Trial)
    public void close() {
      client.close();
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
}
