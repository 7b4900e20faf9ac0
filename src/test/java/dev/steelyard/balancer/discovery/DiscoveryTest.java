package dev.steelyard.balancer.discovery;

import static dev.steelyard.balancer.discovery.DiscoveryBench.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.discovery.RegistryEffect.Compaction;
import dev.steelyard.balancer.discovery.RegistryEffect.LateNotifications;
import dev.steelyard.balancer.discovery.RegistryEffect.MemoryLost;
import dev.steelyard.balancer.discovery.RegistryEffect.Unreachable;
import dev.steelyard.balancer.discovery.RegistryEffect.WatchCut;
import dev.steelyard.balancer.event.DiscoveryState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a balancer believes, whatever happens to its registry. Polls come after 5 s ± 2 s.
class DiscoveryTest {
  private final DiscoveryBench bench = new DiscoveryBench();

  @Test
  void fetchesTheListAndWatchesFromItsRevision() {
    bench.latencyNanos = 10 * MILLI;
    bench.register("a");
    Discovery discovery = started(settings());
    bench.runTo(9);
    assertThat(bench.members).isEmpty();
    bench.runTo(10);
    assertThat(bench.members).containsOnlyKeys("a");
    bench.runTo(20);
    assertThat(bench.states())
        .containsExactly("polling: the list was fetched", "watching: the watch is open");

    bench.register("b");
    bench.runTo(24);
    assertThat(bench.members).containsOnlyKeys("a");
    bench.runTo(25);

    assertThat(bench.members).containsOnlyKeys("a", "b");
    DiscoveryView view = discovery.view();
    assertThat(view.state()).isEqualTo(DiscoveryState.WATCHING);
    assertThat(view.members()).containsExactly("a", "b");
    assertThat(view.revision()).isEqualTo(bench.registry.revision());
    assertThat(view.lagNanos()).isEqualTo(5 * MILLI);
  }

  /// The change happens after the list was read and before the watch is open.
  @Test
  void nothingIsLostBetweenTheListAndTheWatch() {
    bench.latencyNanos = 10 * MILLI;
    started(withoutPolls());
    bench.runTo(12);
    bench.register("a");
    bench.runTo(20);
    assertThat(bench.members).containsOnlyKeys("a");
  }

  @Test
  void aChangedWeightAndAnotherAddressAreToldAsWhatTheyAre() {
    bench.register("a");
    bench.register("b");
    started(settings());
    bench.runTo(1);

    bench.register(Instances.of("a").withWeight(7));
    bench.register(Instances.at("b", 9001));
    bench.runTo(2);

    assertThat(bench.differences.subList(1, 3))
        .containsExactly(
            new Difference(List.of(), List.of(), List.of(Instances.of("a").withWeight(7))),
            new Difference(List.of(Instances.at("b", 9001)), List.of("b"), List.of()));
  }

  @Test
  void registeringAgainUnchangedChangesNothing() {
    bench.register("a");
    started(settings());
    bench.runTo(1);
    bench.register("a");
    bench.runTo(20_000);
    assertThat(bench.differences).hasSize(1);
  }

  @Test
  void whileCutOffItKeepsTheLastListAndSaysThatItIsStale() {
    bench.register("a");
    Discovery discovery = started(settings());
    bench.runTo(1_000);

    bench.faults.begin(new Unreachable());
    bench.runTo(1_001);
    assertThat(discovery.view().stale()).isTrue();
    assertThat(discovery.view().staleSinceNanos()).isEqualTo(OptionalLong.of(1_000 * MILLI));
    assertThat(discovery.view().state()).isEqualTo(DiscoveryState.RECONNECTING);

    bench.runTo(30_999);
    assertThat(discovery.view().state()).isEqualTo(DiscoveryState.RECONNECTING);
    bench.runTo(31_000);
    assertThat(discovery.view().state()).isEqualTo(DiscoveryState.OUTDATED);
    assertThat(bench.members).containsOnlyKeys("a");

    bench.register("b");
    bench.faults.end(new Unreachable());
    bench.runTo(36_001);
    assertThat(discovery.view().stale()).isFalse();
    assertThat(discovery.view().staleSinceNanos()).isEmpty();
    assertThat(bench.members).containsOnlyKeys("a", "b");
  }

  @Test
  void anOutdatedListIsDroppedIfThatIsAskedForAndComesBack() {
    bench.register("a");
    Discovery discovery = started(dropping(Duration.ofSeconds(2)));
    bench.runTo(1_000);
    bench.faults.begin(new Unreachable());
    bench.runTo(2_999);
    assertThat(bench.members).containsOnlyKeys("a");
    bench.runTo(3_000);
    assertThat(bench.members).isEmpty();
    bench.runTo(60_000);
    assertThat(bench.members).isEmpty();

    bench.faults.end(new Unreachable());
    bench.runTo(65_001);

    assertThat(bench.members).containsOnlyKeys("a");
    assertThat(discovery.view().state()).isEqualTo(DiscoveryState.WATCHING);
  }

  @Test
  void aWatchThatBrokeGoesOnFromWhereItWas() {
    bench.register("a");
    started(withoutPolls());
    bench.runTo(1);
    bench.faults.begin(new Unreachable());
    bench.runTo(2);
    bench.register("b");
    bench.faults.end(new Unreachable());
    bench.runTo(200); // Backoff: 50 to 100 ms.

    assertThat(bench.members).containsOnlyKeys("a", "b");
    assertThat(bench.states()).doesNotContain("polling: the list was fetched again");
    assertThat(bench.states().getLast()).isEqualTo("watching: the watch is open");
  }

  @Test
  void afterACompactionItFetchesTheListAndWatchesAnew() {
    bench.register("a");
    started(withoutPolls());
    bench.runTo(1);
    bench.faults.begin(new Unreachable());
    bench.faults.begin(new Compaction());
    bench.runTo(2);
    bench.register("b");
    bench.register("c");
    bench.faults.end(new Unreachable());
    bench.runTo(200);

    assertThat(bench.members).containsOnlyKeys("a", "b", "c");
    assertThat(bench.states())
        .endsWith("polling: revisions before 4 are compacted", "watching: the watch is open");
    bench.register("d");
    bench.runTo(201);
    assertThat(bench.members).containsKey("d");
  }

  @Test
  void aWatchThatDiedSilentlyIsFoundOutByTheNextPollAndReplacedByTheOneAfter() {
    bench.register("a");
    started(settings());
    bench.runTo(1_000);
    bench.faults.begin(new WatchCut());
    bench.faults.end(new WatchCut());
    bench.register("b");
    bench.runTo(1_001);
    assertThat(bench.members).containsOnlyKeys("a");
    assertThat(bench.states().getLast()).isEqualTo("watching: the watch is open");

    bench.runTo(8_000);
    assertThat(bench.members).containsOnlyKeys("a", "b");
    bench.runTo(15_000);
    assertThat(bench.states())
        .endsWith("polling: the watch told nothing of what changed", "watching: the watch is open");
    bench.register("c");
    bench.runTo(15_001);
    assertThat(bench.members).containsKey("c");
  }

  @Test
  void withoutPollsAWatchThatDiedSilentlyIsNeverFoundOut() {
    bench.register("a");
    Discovery discovery = started(withoutPolls());
    bench.runTo(1_000);
    bench.faults.begin(new WatchCut());
    bench.register("b");
    bench.runTo(600_000);
    assertThat(bench.members).containsOnlyKeys("a");
    assertThat(discovery.view().stale()).isFalse();
  }

  @Test
  void withoutAWatchPollsComeAtTheirTimes() {
    bench.register("a");
    started(polling());
    bench.runTo(1);
    bench.register("b");
    bench.runTo(2_999);
    assertThat(bench.members).containsOnlyKeys("a");
    bench.runTo(7_000);
    assertThat(bench.members).containsOnlyKeys("a", "b");
    assertThat(bench.states()).containsExactly("polling: the list was fetched");
  }

  @Test
  void lateNotificationsComeInOrderAndAPollIsFaster() {
    bench.register("a");
    Discovery discovery = started(withoutPolls());
    bench.runTo(1_000);
    bench.faults.begin(new LateNotifications(Duration.ofSeconds(3)));
    bench.register("b");
    bench.runTo(1_500);
    bench.faults.end(new LateNotifications(Duration.ofSeconds(1)));
    bench.register("c");
    bench.runTo(3_999);
    assertThat(bench.members).containsOnlyKeys("a");
    bench.runTo(4_000);
    assertThat(bench.members).containsOnlyKeys("a", "b", "c");
    assertThat(discovery.view().lagNanos()).isEqualTo(2_500 * MILLI);
  }

  @Test
  void anEmptyListWipesAGoodOneOnlyWhenItHasLasted() {
    Lease a = bench.register("a");
    Lease b = bench.register("b");
    Discovery discovery = started(settings());
    bench.runTo(1_000);

    bench.registry.deregister(a.id());
    bench.registry.deregister(b.id());
    bench.runTo(10_999);
    assertThat(bench.members).containsOnlyKeys("b");
    assertThat(discovery.view().held()).containsExactly("b");

    bench.runTo(11_000);
    assertThat(bench.members).isEmpty();
  }

  @Test
  void whoComesBackInTimeNeverLeft() {
    Lease a = bench.register("a");
    Discovery discovery = started(settings());
    bench.runTo(1_000);
    bench.registry.deregister(a.id());
    bench.runTo(10_000);
    bench.register("a");
    bench.runTo(60_000);
    assertThat(bench.differences).hasSize(1);
    assertThat(discovery.view().held()).isEmpty();
  }

  @Test
  void aRegistryThatLostItsMemoryTakesNobodyAwayBeforeTheNodesCouldRegisterAgain() {
    for (String id : List.of("a", "b", "c")) {
      bench.register(id);
    }
    Discovery discovery = started(settings());
    bench.runTo(1_000);

    bench.faults.begin(new MemoryLost());
    bench.runTo(2_000);
    bench.register("a");
    bench.runTo(5_000);
    bench.register("c");
    bench.register("d");
    bench.runTo(5_001);
    assertThat(bench.members).containsOnlyKeys("a", "b", "c", "d");
    assertThat(discovery.view().held()).containsExactly("b");

    bench.runTo(11_200); // 10 s after the first list of the new epoch.
    assertThat(bench.members).containsOnlyKeys("a", "c", "d");
    assertThat(discovery.view().state()).isEqualTo(DiscoveryState.WATCHING);
  }

  /// Its revisions would be ahead of those of the new one, whose list would never count again.
  @Test
  void whatIsStillToldOfAnEarlierEpochIsNotHeard() {
    bench.register("a");
    bench.register("b");
    started(settings());
    bench.runTo(1_000);
    bench.faults.begin(new LateNotifications(Duration.ofSeconds(8)));
    for (int i = 0; i < 50; i++) {
      bench.register("a");
    }
    bench.faults.begin(new MemoryLost());
    bench.register("a");
    bench.runTo(8_000); // A poll told of the new epoch.
    assertThat(bench.states()).contains("watching: the watch is open");
    bench.runTo(40_000);
    assertThat(bench.members).containsOnlyKeys("a");
  }

  @Test
  void anAnswerThatTakesTooLongIsNone() {
    bench.latencyNanos = 1_000 * MILLI + 1;
    bench.register("a");
    Discovery discovery = started(settings());
    bench.runTo(1_000);
    assertThat(discovery.view().reason()).isEqualTo("no answer within 1000 ms");
    assertThat(discovery.view().state()).isEqualTo(DiscoveryState.STARTING);
    bench.runTo(30_000);
    assertThat(bench.members).isEmpty();

    bench.latencyNanos = 10 * MILLI;
    bench.runTo(37_000);
    assertThat(bench.members).containsOnlyKeys("a");
  }

  @Test
  void membersOfTheStartStayUntilTheSourceTellsOfOthers() {
    Discovery discovery = bench.discovery(settings());
    bench.faults.begin(new Unreachable());
    bench.members.put("a", Instances.of("a"));
    bench.members.put("b", Instances.of("b"));
    discovery.start(List.copyOf(bench.members.values()));
    bench.runTo(20_000);
    assertThat(discovery.view().stale()).isTrue();
    assertThat(bench.differences).isEmpty();

    bench.register("b");
    bench.register("c");
    bench.faults.end(new Unreachable());
    bench.runTo(26_000);
    assertThat(bench.members).containsOnlyKeys("b", "c");
  }

  @Test
  void oneThatIsStoppedHearsNothingMore() {
    Discovery discovery = started(settings());
    bench.runTo(1_000);
    discovery.stop();
    bench.register("a");
    bench.runTo(60_000);
    assertThat(bench.members).isEmpty();
    assertThat(discovery.view().state()).isEqualTo(DiscoveryState.STOPPED);
    assertThat(bench.registry.view(Duration.ofSeconds(1)).watches()).isZero();
  }

  private Discovery started(DiscoverySettings settings) {
    Discovery discovery = bench.discovery(settings);
    discovery.start(List.of());
    return discovery;
  }

  private static DiscoverySettings settings() {
    return DiscoverySettings.CLASSROOM;
  }

  private static DiscoverySettings withoutPolls() {
    return settings().withPolls(Duration.ZERO, Duration.ZERO);
  }

  private static DiscoverySettings polling() {
    return settings().withWatch(false);
  }

  private static DiscoverySettings dropping(Duration cacheFor) {
    return settings().withCache(cacheFor, WhenOutdated.DROP);
  }
}
