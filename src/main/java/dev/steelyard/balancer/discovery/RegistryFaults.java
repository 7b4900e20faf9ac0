package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a registry and with the way to it: switches faults on and off, those of a
/// plan when they are due, and others at once.
///
/// A fault that begins takes the place of one of its kind. Lives on the Timeline's thread.
public final class RegistryFaults {
  private final Timeline timeline;
  private final Registry registry;
  private final Listener listener;
  private final List<Episode> on = new ArrayList<>();
  private long cuts;

  /// Hears of faults.
  @FunctionalInterface
  public interface Listener {
    /// A fault began or ended.
    void changed(RegistryEffect effect, boolean begins);
  }

  public RegistryFaults(Timeline timeline, Registry registry, Listener listener) {
    this.timeline = timeline;
    this.registry = registry;
    this.listener = listener;
  }

  /// Plays `faults`; their times count from now. One whose place was taken ends with that, not when
  /// it was planned to.
  public void play(List<PlannedRegistryFault> faults) {
    for (PlannedRegistryFault planned : faults) {
      var episode = new Episode(planned.effect());
      timeline.after(planned.from().toNanos(), () -> begin(episode));
      planned
          .until()
          .map(Duration::toNanos)
          .ifPresent(end -> timeline.after(end, () -> end(episode)));
    }
  }

  /// Begins a fault.
  public void begin(RegistryEffect effect) {
    begin(new Episode(effect));
  }

  /// Ends the fault that `effect` would replace, if there is one.
  public void end(RegistryEffect effect) {
    Episode found = find(effect);
    if (found != null) {
      end(found);
    }
  }

  /// The faults that are on, in the order in which they began.
  public List<RegistryEffect> on() {
    return on.stream().map(Episode::effect).toList();
  }

  private void begin(Episode episode) {
    end(episode.effect());
    switch (episode.effect()) {
      case RegistryEffect.Unreachable() -> registry.goAway();
      case RegistryEffect.WatchCut() -> cuts++;
      case RegistryEffect.Compaction() -> registry.keepNothing(true);
      case RegistryEffect.MemoryLost() -> registry.forgetEverything();
      case RegistryEffect.HeartbeatsLost _, RegistryEffect.LateNotifications _ -> {}
    }
    on.add(episode);
    listener.changed(episode.effect(), true);
    if (episode.effect() instanceof RegistryEffect.MemoryLost) {
      end(episode);
    }
  }

  private void end(Episode episode) {
    if (!on.removeIf(each -> each == episode)) {
      return;
    }
    switch (episode.effect()) {
      case RegistryEffect.Unreachable() -> registry.comeBack();
      case RegistryEffect.Compaction() -> registry.keepNothing(false);
      case RegistryEffect.WatchCut _, RegistryEffect.MemoryLost _ -> {}
      case RegistryEffect.HeartbeatsLost _, RegistryEffect.LateNotifications _ -> {}
    }
    listener.changed(episode.effect(), false);
  }

  /// How often watches were cut so far.
  long cuts() {
    return cuts;
  }

  /// Whether watches that are opened now are dead from the start.
  boolean cutsWatches() {
    return on.stream().anyMatch(each -> each.effect() instanceof RegistryEffect.WatchCut);
  }

  /// Whether what this node sends is lost.
  boolean losesHeartbeats(String node) {
    return find(new RegistryEffect.HeartbeatsLost(node)) != null;
  }

  /// How late notifications are.
  long lateNanos() {
    for (Episode each : on) {
      if (each.effect() instanceof RegistryEffect.LateNotifications(Duration by)) {
        return by.toNanos();
      }
    }
    return 0;
  }

  private @Nullable Episode find(RegistryEffect effect) {
    return on.stream().filter(each -> effect.replaces(each.effect())).findFirst().orElse(null);
  }

  /// One fault from its beginning to its end: two that are alike are still two.
  private static final class Episode {
    private final RegistryEffect effect;

    Episode(RegistryEffect effect) {
      this.effect = effect;
    }

    RegistryEffect effect() {
      return effect;
    }
  }
}
