package dev.steelyard.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.discovery.MemberSource;
import dev.steelyard.balancer.discovery.RegistryLink;
import dev.steelyard.balancer.discovery.SourceSpec;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Transport;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.metrics.NodeLoad;
import dev.steelyard.metrics.Progress;
import dev.steelyard.run.Course.Finish;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.sim.SimWorld;
import dev.steelyard.sim.VirtualTimeline;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final List<Progress> readings = new ArrayList<>();
  private Optional<Finish> finish = Optional.empty();
  private boolean stopped;

  @Test
  void whoStopsItEarlyDoesNotWaitForNodesThatHang() {
    var world = new SimWorld(hanging());
    start(hanging(), world, () -> stopped);
    world.timeline().runUntil(3 * SECOND);
    stopped = true;

    world.timeline().runUntil(6 * SECOND);

    assertThat(finish).isPresent();
    assertThat(finish.orElseThrow().summary().requests().inFlight()).isPositive();
    assertThat(finish.orElseThrow().summary().measuredSeconds()).isBetween(2.9, 3.2);
  }

  @Test
  void itCanBeStoppedWhileWhatIsInFlightEnds() {
    var world = new SimWorld(hanging());
    start(hanging(), world, () -> stopped);
    world.timeline().runUntil(20 * SECOND);
    assertThat(finish).isEmpty();
    stopped = true;

    world.timeline().runUntil(23 * SECOND);

    assertThat(finish).isPresent();
    assertThat(finish.orElseThrow().summary().measuredSeconds()).isEqualTo(10);
  }

  @Test
  void withoutAStopEverythingInFlightIsFollowedToItsEnd() {
    var world = new SimWorld(hanging());
    start(hanging(), world, () -> false);

    world.timeline().runUntil(75 * SECOND);

    assertThat(finish).isPresent();
    assertThat(finish.orElseThrow().summary().requests().inFlight()).isZero();
  }

  @Test
  void noReadingIsMissingAtTheEndOfARunWhoseTimersAreLate() {
    var world = new LateWorld(Scenarios.plain(1, 100, new Fixed(Duration.ofMillis(1))));
    start(world.scenario, world, () -> false);

    world.late.runUntil(12 * SECOND);

    assertThat(finish).isPresent();
    var history = finish.orElseThrow().lastFrame().history();
    assertThat(IntStream.range(0, history.size()).mapToLong(i -> history.get(i).atNanos()))
        .hasSize(100)
        .allMatch(at -> at % (100 * MILLI) == LateWorld.LATE_NANOS);
    assertThat(readings).hasSize(100);
  }

  private void start(Scenario scenario, World world, BooleanSupplier stop) {
    new Course(
            scenario, world, readings::add, stop, Observer.NONE, end -> finish = Optional.of(end))
        .start();
  }

  private static Scenario hanging() {
    Scenario plain = Scenarios.plain(1, 10, new Fixed(Duration.ofMillis(1)));
    return Scenarios.with(
        plain.withBalancer(plain.balancer().withTimeout(Duration.ofMinutes(1))),
        new PlannedFault(
            "a", Duration.ZERO, Optional.empty(), new Fault(new Effect.Hang(), Scope.BOTH)));
  }

  /// The virtual world, but every timer is late, as those of a real machine are.
  private static final class LateWorld implements World {
    static final long LATE_NANOS = 2 * MILLI;

    final Scenario scenario;
    final VirtualTimeline late;
    private final SimWorld world;

    LateWorld(Scenario scenario) {
      this.scenario = scenario;
      this.world = new SimWorld(scenario);
      this.late = world.timeline();
    }

    @Override
    public String name() {
      return world.name();
    }

    @Override
    public Timeline timeline() {
      return new Timeline() {
        @Override
        public long nanos() {
          return late.nanos();
        }

        @Override
        public Cancellable after(long delayNanos, Runnable task) {
          return late.after(delayNanos + LATE_NANOS, task);
        }

        @Override
        public void execute(Runnable task) {
          late.execute(task);
        }
      };
    }

    @Override
    public Transport transport() {
      return world.transport();
    }

    @Override
    public List<Endpoint> endpoints() {
      return world.endpoints();
    }

    @Override
    public Endpoint open(NodeSpec spec) {
      return world.open(spec);
    }

    @Override
    public MemberSource source(SourceSpec spec, String service, RegistryLink link) {
      return world.source(spec, service, link);
    }

    @Override
    public void setCondition(String node, NodeCondition condition) {
      world.setCondition(node, condition);
    }

    @Override
    public NodeLoad load(String node) {
      return world.load(node);
    }

    @Override
    public void close() {
      world.close();
    }
  }
}
