package dev.steelyard.balancer.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.discovery.WatchMessage.Changed;
import dev.steelyard.balancer.discovery.WatchMessage.Compacted;
import dev.steelyard.balancer.discovery.WatchMessage.Ended;
import dev.steelyard.balancer.discovery.WatchMessage.Invalidated;
import dev.steelyard.balancer.discovery.WatchMessage.Opened;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.LeaseChange;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.sim.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final long MILLI = 1_000_000;
  private static final Duration TTL = Duration.ofMillis(100);
  private static final String SERVICE = "orders";

  private final VirtualTimeline timeline = new VirtualTimeline();
  private final List<Event> events = new ArrayList<>();
  private final List<WatchMessage> heard = new ArrayList<>();
  private final Registry registry = registry(Registry.DEFAULT_HISTORY);

  @Test
  void aLeaseEndsExactlyWhenItsTtlHasPassedWithoutAHeartbeat() {
    register("a");
    timeline.runUntil(100 * MILLI - 1);
    assertThat(ids()).containsExactly("a");

    timeline.runUntil(100 * MILLI);

    assertThat(ids()).isEmpty();
    assertThat(events.getLast())
        .isEqualTo(new Event.LeaseChanged(100 * MILLI, SERVICE, "a", LeaseChange.EXPIRED));
  }

  @Test
  void aHeartbeatRenewsTheWholeTtlAndIsNoChange() {
    Lease lease = register("a");
    long revision = registry.revision();
    timeline.runUntil(99 * MILLI);

    assertThat(registry.heartbeat(lease.id())).isTrue();

    assertThat(registry.revision()).isEqualTo(revision);
    timeline.runUntil(199 * MILLI - 1);
    assertThat(ids()).containsExactly("a");
    timeline.runUntil(199 * MILLI);
    assertThat(ids()).isEmpty();
    assertThat(registry.heartbeat(lease.id())).isFalse();
  }

  @Test
  void everyChangeHasARevisionOfItsOwn() {
    assertThat(registry.revision()).isEqualTo(1);
    watch(1);
    Lease a = register("a");
    register("b");
    registry.deregister(a.id());
    timeline.runUntil(100 * MILLI);

    assertThat(registry.revision()).isEqualTo(5);
    assertThat(heard)
        .containsExactly(
            new Opened(),
            changed(new Change.Put(2, 0, SERVICE, Instances.of("a"))),
            changed(new Change.Put(3, 0, SERVICE, Instances.of("b"))),
            changed(new Change.Gone(4, 0, SERVICE, "a", false)),
            changed(new Change.Gone(5, 100 * MILLI, SERVICE, "b", true)));
  }

  @Test
  void aWatchIsToldWhatHappenedSinceItsRevisionAndThenEachChangeOnce() {
    register("a");
    register("b");
    register("c");

    watch(3);
    register("d");

    assertThat(heard)
        .containsExactly(new Opened(), changed(put(3, "b"), put(4, "c")), changed(put(5, "d")));
  }

  @Test
  void aWatchFromAFutureRevisionWaitsForIt() {
    watch(4);
    register("a");
    register("b");
    assertThat(heard).containsExactly(new Opened());

    register("c");

    assertThat(heard).containsExactly(new Opened(), changed(put(4, "c")));
  }

  @Test
  void aWatchHearsOfItsServiceOnly() {
    watch(1);
    registry.register("invoices", Instances.of("a"), TTL);
    assertThat(heard).containsExactly(new Opened());
    assertThat(registry.list("invoices").instances()).containsExactly(Instances.of("a"));
    assertThat(ids()).isEmpty();
    assertThat(registry.list(SERVICE).revision()).isEqualTo(2);
  }

  @Test
  void aWatchThatIsCalledOffHearsNothingMore() {
    Cancellable watch = watch(1);
    watch.cancel();
    register("a");
    assertThat(heard).containsExactly(new Opened());
  }

  @Test
  void aWatchFromACompactedRevisionIsToldSo() {
    register("a");
    register("b");
    register("c");
    registry.compact(3);
    assertThat(registry.compactedRevision()).isEqualTo(3);

    watch(2);
    assertThat(heard).containsExactly(new Compacted(3));

    heard.clear();
    watch(3);
    assertThat(heard).containsExactly(new Opened(), changed(put(3, "b"), put(4, "c")));
  }

  @Test
  void openWatchesGoOnAfterACompaction() {
    watch(1);
    register("a");
    registry.compact(2);
    register("b");
    assertThat(heard).containsExactly(new Opened(), changed(put(2, "a")), changed(put(3, "b")));
  }

  @Test
  void onlyWhatIsThereAndNotYetCompactedCanBeCompacted() {
    register("a");
    assertThatIllegalArgumentException().isThrownBy(() -> registry.compact(3));
    registry.compact(2);
    assertThatIllegalArgumentException().isThrownBy(() -> registry.compact(2));
  }

  @Test
  void itRemembersOnlySoManyChanges() {
    Registry small = registry(2);
    for (String id : List.of("a", "b", "c")) {
      small.register(SERVICE, Instances.of(id), TTL);
    }
    assertThat(small.compactedRevision()).isEqualTo(3);

    small.watch(SERVICE, small.epoch(), 2, heard::add);
    small.watch(SERVICE, small.epoch(), 3, heard::add);

    assertThat(heard)
        .containsExactly(new Compacted(3), new Opened(), changed(put(3, "b"), put(4, "c")));
  }

  @Test
  void registeringAnIdAgainReplacesItsLease() {
    Lease first = register("a");
    timeline.runUntil(50 * MILLI);
    Lease second = registry.register(SERVICE, Instances.at("a", 9001), TTL);

    assertThat(registry.heartbeat(first.id())).isFalse();
    assertThat(registry.deregister(first.id())).isFalse();
    timeline.runUntil(149 * MILLI);
    assertThat(registry.list(SERVICE).instances()).containsExactly(Instances.at("a", 9001));
    assertThat(registry.lease(second.id())).contains(second);
    timeline.runUntil(150 * MILLI);
    assertThat(ids()).isEmpty();
  }

  @Test
  void whileItIsAwayNoLeaseEndsAndAfterwardsEachBeginsAnew() {
    watch(1);
    register("a");
    timeline.runUntil(90 * MILLI);

    registry.goAway();
    timeline.runUntil(1_000 * MILLI);
    registry.comeBack();

    assertThat(heard.getLast()).isEqualTo(new Ended("the registry cannot be reached"));
    timeline.runUntil(1_100 * MILLI - 1);
    assertThat(ids()).containsExactly("a");
    timeline.runUntil(1_100 * MILLI);
    assertThat(ids()).isEmpty();
  }

  @Test
  void oneThatForgotEverythingBeginsAnotherEpoch() {
    Lease lease = register("a");
    long before = registry.epoch();
    watch(1);

    registry.forgetEverything();

    assertThat(ids()).isEmpty();
    assertThat(registry.heartbeat(lease.id())).isFalse();
    assertThat(registry.revision()).isEqualTo(1);
    assertThat(registry.epoch()).isNotEqualTo(before);
    assertThat(heard.getLast()).isEqualTo(new Ended("the registry was started again"));
    registry.watch(SERVICE, before, 2, heard::add);
    assertThat(heard.getLast()).isEqualTo(new Invalidated("the registry lost its memory"));
    timeline.runUntil(100 * MILLI);
    assertThat(registry.revision()).isEqualTo(1); // The old lease cannot end any more.
  }

  @Test
  void theViewTellsWhatIsLeftOfALeaseAndWhichHeartbeatsAreMissing() {
    register("a");
    timeline.runUntil(74 * MILLI);

    RegistryView view = registry.view(Duration.ofMillis(30));

    var lease = view.lease(SERVICE, "a").orElseThrow();
    assertThat(lease.remainingNanos()).isEqualTo(26 * MILLI);
    assertThat(lease.ttlNanos()).isEqualTo(100 * MILLI);
    assertThat(lease.missed()).isEqualTo(1); // The one at 30; that at 60 may still be on its way.
    timeline.runUntil(75 * MILLI);
    assertThat(registry.view(Duration.ofMillis(30)).leases(SERVICE).getFirst().missed())
        .isEqualTo(2);
    assertThat(view.revision()).isEqualTo(2);
    assertThat(view.leases("invoices")).isEmpty();
  }

  @Test
  void whatIsNotAllowedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.register("a b", Instances.of("a"), TTL))
        .withMessage("service: 'a b' must match [A-Za-z0-9._-]{1,64}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.register(SERVICE, Instances.of("a"), Duration.ofMillis(9)))
        .withMessage("ttl: PT0.009S must be from PT0.01S to PT1H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.watch(SERVICE, registry.epoch(), 0, heard::add));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Instances.of("a").withWeight(0))
        .withMessage("weight: 0 must be from 1 to 1000");
  }

  @Test
  void itHoldsOnlySoMuch() {
    for (int i = 0; i < Registry.MOST_INSTANCES; i++) {
      register("n" + i);
    }
    assertThatExceptionOfType(RegistryFullException.class).isThrownBy(() -> register("one-more"));
    register("n0"); // Takes the place of itself.

    for (int i = 0; i < Registry.MOST_WATCHES; i++) {
      watch(registry.revision() + 1);
    }
    assertThatExceptionOfType(RegistryFullException.class).isThrownBy(() -> watch(1));
  }

  private Registry registry(int history) {
    return new Registry(timeline, new Seeds(1).stream("registry"), events::add, history);
  }

  private Lease register(String id) {
    return registry.register(SERVICE, Instances.of(id), TTL);
  }

  private Cancellable watch(long from) {
    return registry.watch(SERVICE, registry.epoch(), from, heard::add);
  }

  private List<String> ids() {
    return registry.list(SERVICE).instances().stream().map(Instance::id).toList();
  }

  private static Change put(long revision, String id) {
    return new Change.Put(revision, 0, SERVICE, Instances.of(id));
  }

  private static WatchMessage changed(Change... changes) {
    return new Changed(List.of(changes));
  }
}
