package dev.steelyard.balancer.discovery;

import static dev.steelyard.balancer.discovery.DiscoveryBench.MILLI;
import static dev.steelyard.balancer.discovery.DiscoveryBench.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.discovery.RegistryEffect.HeartbeatsLost;
import dev.steelyard.balancer.discovery.RegistryEffect.MemoryLost;
import dev.steelyard.balancer.discovery.RegistryEffect.Unreachable;
import dev.steelyard.balancer.event.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A node that keeps itself registered: a lease of 10 s, renewed every 3 s.
class RegistrarTest {
  private final DiscoveryBench bench = new DiscoveryBench();
  private final Registrar registrar = bench.registrar("a", DiscoverySettings.CLASSROOM);

  @Test
  void heartbeatsKeepTheLease() {
    bench.latencyNanos = 10 * MILLI;
    registrar.start();
    bench.runTo(10);
    assertThat(registrar.registered()).isTrue();
    long revision = bench.registry.revision();

    bench.runTo(120_000);

    assertThat(listed()).containsExactly("a");
    assertThat(bench.registry.revision()).isEqualTo(revision);
  }

  @Test
  void oneThatHeldALeaseFromBeforeGoesOnWithIt() {
    Lease held =
        bench.registry.register(SERVICE, Instances.of("a"), DiscoverySettings.CLASSROOM.lease());
    registrar.start(held);
    bench.runTo(60_000);
    assertThat(bench.registry.lease(held.id())).isPresent();
    assertThat(bench.registry.revision()).isEqualTo(2);
  }

  @Test
  void oneThatStopsIsGoneAtOnceAndForGood() {
    registrar.start();
    bench.runTo(1_000);
    registrar.stop();
    bench.runTo(1_001);
    assertThat(listed()).isEmpty();
    assertThat(registrar.registered()).isFalse();
    bench.runTo(60_000);
    assertThat(listed()).isEmpty();
  }

  @Test
  void oneThatStopsBeforeItKnowsItsLeaseGivesItBackAsWell() {
    bench.latencyNanos = 100 * MILLI;
    registrar.start();
    bench.runTo(60); // Registered, but the answer is still on its way.
    assertThat(listed()).containsExactly("a");
    registrar.stop();
    bench.runTo(150);
    assertThat(listed()).isEmpty();
  }

  @Test
  void aGoodbyeThatFailsIsRepeated() {
    registrar.start();
    bench.runTo(1_000);
    bench.faults.begin(new Unreachable());
    registrar.stop();
    bench.runTo(1_001);
    bench.faults.end(new Unreachable());
    bench.runTo(1_200);
    assertThat(listed()).isEmpty();
  }

  @Test
  void oneThatIsKilledIsListedUntilItsLeaseRunsOut() {
    registrar.start();
    bench.runTo(3_500); // The last heartbeat was at 3 s.
    registrar.kill();
    bench.runTo(12_999);
    assertThat(listed()).containsExactly("a");
    bench.runTo(13_000);
    assertThat(listed()).isEmpty();

    registrar.start();
    bench.runTo(13_001);
    assertThat(listed()).containsExactly("a");
  }

  @Test
  void aShortPauseCostsNothingAndAfterALongOneItRegistersAnew() {
    registrar.start();
    bench.runTo(3_500);
    registrar.pause();
    bench.runTo(12_000);
    registrar.resume();
    bench.runTo(20_000);
    assertThat(bench.registry.revision()).isEqualTo(2);

    registrar.pause();
    bench.runTo(35_000);
    assertThat(listed()).isEmpty();
    registrar.resume();
    bench.runTo(35_001);
    assertThat(listed()).containsExactly("a");
  }

  @Test
  void whileTheRegistryIsAwayItTriesAgainAndAgain() {
    bench.faults.begin(new Unreachable());
    registrar.start();
    bench.runTo(60_000);
    bench.faults.end(new Unreachable());
    bench.runTo(65_000); // The cap of the backoff.
    assertThat(listed()).containsExactly("a");
  }

  @Test
  void aRegistryThatLostItsMemoryLearnsOfItByTheNextHeartbeat() {
    registrar.start();
    bench.runTo(4_000);
    bench.faults.begin(new MemoryLost());
    bench.runTo(5_999);
    assertThat(listed()).isEmpty();
    bench.runTo(6_000);
    assertThat(listed()).containsExactly("a");
  }

  @Test
  void whoseHeartbeatsAreLostIsGoneThoughItIsWellAndComesBack() {
    Registrar other = bench.registrar("b", DiscoverySettings.CLASSROOM);
    registrar.start();
    other.start();
    bench.runTo(4_000);
    bench.faults.begin(new HeartbeatsLost("a"));
    bench.runTo(12_999);
    assertThat(listed()).containsExactly("a", "b");
    bench.runTo(13_000);
    assertThat(listed()).containsExactly("b");

    bench.runTo(20_000);
    bench.faults.end(new HeartbeatsLost("a"));
    bench.runTo(25_000);
    assertThat(listed()).containsExactly("b", "a");
  }

  @Test
  void anotherWeightIsRegisteredAtOnce() {
    registrar.start();
    bench.runTo(1_000);
    registrar.reweigh(5);
    bench.runTo(1_001);
    assertThat(bench.registry.list(SERVICE).instances())
        .containsExactly(Instances.of("a").withWeight(5));
    bench.runTo(60_000);
    assertThat(bench.registry.revision()).isEqualTo(3);
  }

  @Test
  void theRegistrationOfALateAnswerIsReplacedByTheNextOne() {
    bench.latencyNanos = 1_500 * MILLI; // Longer than is waited for.
    registrar.start();
    bench.runTo(5_000);
    assertThat(registrar.registered()).isFalse();
    assertThat(listed()).containsExactly("a");
    bench.latencyNanos = 10 * MILLI;
    bench.runTo(20_000);
    assertThat(registrar.registered()).isTrue();
    assertThat(listed()).containsExactly("a");
    long revision = bench.registry.revision();
    bench.runTo(60_000);
    assertThat(bench.registry.revision()).isEqualTo(revision);
  }

  @Test
  void twoNodesOfOneIdTakeTheLeaseInTurns() {
    Registrar twin = bench.registrar("a", DiscoverySettings.CLASSROOM);
    registrar.start();
    twin.start();
    bench.runTo(60_000);
    long granted =
        bench.events.stream().filter(event -> event instanceof Event.LeaseChanged).count();
    assertThat(granted).isBetween(20L, 42L); // One each step or so, and not more.
    assertThat(listed()).containsExactly("a");
  }

  @Test
  void theViewTellsOfMissedHeartbeats() {
    registrar.start();
    bench.runTo(1_000);
    registrar.kill();
    bench.runTo(8_000);
    assertThat(bench.registry.view(Duration.ofSeconds(3)).leases(SERVICE).getFirst().missed())
        .isEqualTo(2);
  }

  private List<String> listed() {
    return bench.registry.list(SERVICE).instances().stream().map(Instance::id).toList();
  }
}
