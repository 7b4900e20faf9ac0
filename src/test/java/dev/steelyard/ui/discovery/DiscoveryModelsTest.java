package dev.steelyard.ui.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.discovery.DiscoverySettings;
import dev.steelyard.balancer.event.DiscoveryState;
import dev.steelyard.metrics.DiscoveryFrame;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.DiscoverySpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.Distribution;
import dev.steelyard.ui.Scenes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What discovery looks like, over the real engine in virtual time: leases of 10 s that are renewed
/// every 3 s, and one balancer.
class DiscoveryModelsTest {
  private final SteppedExperiment experiment = new SteppedExperiment(scenario(), () -> 0);
  private final RegistryModel model = new RegistryModel(experiment::inject, experiment::clear);

  @Test
  void leasesRunDownAndHeartbeatsRenewThem() {
    advance(2);
    List<LeaseRow> rows = LeaseRow.of(frame());

    assertEquals(List.of("a", "b", "c"), rows.stream().map(LeaseRow::node).toList());
    for (LeaseRow row : rows) {
      assertTrue(row.left() > 0.6 && row.left() <= 1, row.toString());
      assertEquals(0, row.missed());
      assertEquals("a member", row.belief());
      assertFalse(row.disagrees());
    }
  }

  @Test
  void lostHeartbeatsAreCountedUntilTheLeaseIsGone() {
    advance(1);
    show("b", RegistryModel.Fault.HEARTBEATS_LOST);
    advance(8);
    LeaseRow late = row("b");
    assertTrue(late.missed() >= 2, late.toString());
    assertTrue(late.left() < 0.4, late.toString());
    assertEquals(0, row("a").missed());

    advance(8);
    assertTrue(LeaseRow.of(frame()).stream().noneMatch(each -> each.node().equals("b")));
  }

  @Test
  void silentWatchShowsAsADifferenceThatLasts() {
    advance(1);
    show("", RegistryModel.Fault.WATCH_CUT);
    show("b", RegistryModel.Fault.HEARTBEATS_LOST);
    boolean differed = false;
    for (int tenths = 0; tenths < 200 && !differed; tenths++) {
      experiment.advance(Duration.ofMillis(100));
      WatcherRow watcher = WatcherRow.of(frame()).getFirst();
      differed = watcher.differs() && watcher.list().startsWith("still has b");
    }

    assertTrue(differed);
    assertTrue(row("b").disagrees());
    assertEquals("no lease", row("b").lease());
  }

  @Test
  void unreachableRegistryMakesTheListStale() {
    advance(1);
    assertEquals(DiscoveryState.WATCHING, WatcherRow.of(frame()).getFirst().state());
    show("", RegistryModel.Fault.UNREACHABLE);
    advance(5);
    WatcherRow watcher = WatcherRow.of(frame()).getFirst();

    assertEquals(DiscoveryState.RECONNECTING, watcher.state());
    assertTrue(watcher.stale().startsWith("stale for "), watcher.stale());
    assertTrue(watcher.figures().contains("vain tr"), watcher.figures());
    model.show(Optional.of(frame()));
    assertEquals("registry unreachable", model.troubles());
  }

  @Test
  void buttonEndsWhatItBegan() {
    advance(1);
    for (RegistryModel.Fault fault : RegistryModel.Fault.values()) {
      show("b", fault);
      advance(0.1);
      model.show(Optional.of(frame()));
      assertTrue(model.isOn(fault, "b"), fault.title());
      model.toggle(fault, "b");
      advance(0.1);
      model.show(Optional.of(frame()));
      assertFalse(model.isOn(fault, "b"), fault.title());
    }
    assertEquals(8, experiment.commands().size());
  }

  @Test
  void heartbeatsAreLostOfASelectedNodeOnly() {
    advance(1);
    model.show(Optional.of(frame()));

    assertFalse(model.possible(RegistryModel.Fault.HEARTBEATS_LOST, ""));
    model.toggle(RegistryModel.Fault.HEARTBEATS_LOST, "");
    assertEquals(List.of(), experiment.commands());
    model.show(Optional.empty());
    assertFalse(model.possible(RegistryModel.Fault.UNREACHABLE, ""));
  }

  private void show(String selected, RegistryModel.Fault fault) {
    model.show(Optional.of(frame()));
    model.toggle(fault, selected);
  }

  private LeaseRow row(String node) {
    return LeaseRow.of(frame()).stream()
        .filter(each -> each.node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  private DiscoveryFrame frame() {
    return experiment.frame().discovery().orElseThrow();
  }

  private void advance(double seconds) {
    experiment.advance(Duration.ofMillis(Math.round(seconds * 1_000)));
  }

  private static Scenario scenario() {
    Scenario plain = Scenes.nodes(3, 90);
    return plain.withServices(
        plain
            .services()
            .withDiscovery(
                new DiscoverySpec(
                    DiscoverySettings.CLASSROOM,
                    new Distribution.Fixed(Duration.ofMillis(5)),
                    List.of())));
  }
}
