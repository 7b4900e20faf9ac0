package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.request.Outcome;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.fault.ActiveFault;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.fault.Scope;
import dev.steelyard.fault.Selection;
import dev.steelyard.live.LiveWorld;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.sim.SimWorld;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same faults have the same effect on a client over real sockets as in virtual time.
///
/// Requests go one after the other, so that time plays no part in what comes of them.
@Timeout(120)
final class BothWorldsTest {
  private static final Scenario SCENARIO =
      Scenarios.plain(1, 1, new Distribution.Fixed(Duration.ofMillis(1)));

  static Stream<List<Fault>> faults() {
    Stream<List<Fault>> single =
        Arrays.stream(FaultType.values())
            .filter(type -> type != FaultType.HANG && type != FaultType.PAUSE) // No outcome.
            .map(type -> List.of(new Fault(defaults(type), Scope.BOTH)));
    return Stream.concat(
        single,
        Stream.of(
            List.of(every(2, new Effect.ResetAmid())),
            List.of(every(2, new Effect.Reset()), every(2, new Effect.Malformed())),
            List.of(every(3, new Effect.Errors(1, 502)), every(2, new Effect.Truncate())),
            List.of(every(2, new Effect.RateLimit(0.01, 1)), every(2, new Effect.Drip(900))),
            List.of(new Fault(new Effect.Errors(0.5, 500), Scope.TRAFFIC)),
            List.of(
                new Fault(
                    new Effect.Truncate(), Scope.BOTH, new Selection(0.5, OptionalInt.of(4), 1)))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void outcomesAreTheSame(List<Fault> faults) throws Exception {
    List<Outcome> virtual;
    try (var world = new SimWorld(SCENARIO)) {
      world.setCondition("a", condition(faults));
      virtual = new ArrayList<>();
      for (Request request : requests()) {
        CompletableFuture<Outcome> outcome = send(world, request);
        world.timeline().runUntil(world.timeline().nanos() + 1_000_000_000L);
        virtual.add(outcome.join());
      }
    }
    List<Outcome> live = new ArrayList<>();
    try (LiveWorld world = LiveWorld.open(SCENARIO)) {
      world.timeline().execute(() -> world.setCondition("a", condition(faults)));
      for (Request request : requests()) {
        var outcome = new CompletableFuture<Outcome>();
        world
            .timeline()
            .execute(() ->
                world.transport().send(world.endpoints().getFirst(), request, outcome::complete));
        live.add(outcome.get(30, TimeUnit.SECONDS));
      }
    }

    assertThat(labels(live)).isEqualTo(labels(virtual));
  }

  private static CompletableFuture<Outcome> send(World world, Request request) {
    var outcome = new CompletableFuture<Outcome>();
    world.transport().send(world.endpoints().getFirst(), request, outcome::complete);
    return outcome;
  }

  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String method = i % 4 == 3 ? "HEAD" : "GET";
      requests.add(
          i % 5 == 4
              ? Request.probe("/health")
              : Request.traffic(i, method, "/", "c", Map.of(), 1_000_000));
    }
    return requests;
  }

  private static List<String> labels(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::label).toList();
  }

  private static NodeCondition condition(List<Fault> faults) {
    return NodeCondition.of(faults.stream().map(ActiveFault::new).toList());
  }

  private static Effect defaults(FaultType type) {
    return switch (type) {
      case DELAY -> new Effect.Delay(new Distribution.Fixed(Duration.ofMillis(3)));
      case RATE_LIMIT -> new Effect.RateLimit(0.01, 5);
      case DRIP -> new Effect.Drip(900);
      case SLOW -> new Effect.Slow(2);
      case REFUSE, HANG, ERRORS, RESET, FLAP, TRUNCATE, MALFORMED, PAUSE, LEAK, OVERLOAD ->
          type.defaults();
    };
  }

  private static Fault every(int every, Effect effect) {
    return new Fault(effect, Scope.BOTH, new Selection(1, OptionalInt.empty(), every));
  }
}
