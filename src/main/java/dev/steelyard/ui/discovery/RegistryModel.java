package dev.steelyard.ui.discovery;

import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.metrics.DiscoveryFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The faults of the registry that have a button, and what there is to see of discovery.
public final class RegistryModel {
  /// By how much notifications come late if nothing else is said.
  static final Duration LATE = Duration.ofSeconds(3);

  private final Consumer<RegistryEffect> inject;
  private final Consumer<RegistryEffect> clear;
  private Optional<DiscoveryFrame> frame = Optional.empty();

  /// A fault that has a button.
  enum Fault {
    UNREACHABLE("Unreachable", "The registry answers nobody; no lease runs out meanwhile"),
    WATCH_CUT("Cut watch", "Every watch dies without a sign: nothing comes any more"),
    LATE("Late", "What watches tell comes 3 s late"),
    HEARTBEATS_LOST("Lose heartbeats", "The selected node's heartbeats are lost on their way");

    private final String title;
    private final String what;

    Fault(String title, String what) {
      this.title = title;
      this.what = what;
    }

    String title() {
      return title;
    }

    String what() {
      return what;
    }
  }

  public RegistryModel(Consumer<RegistryEffect> inject, Consumer<RegistryEffect> clear) {
    this.inject = inject;
    this.clear = clear;
  }

  /// Takes the newest frame.
  void show(Optional<DiscoveryFrame> now) {
    frame = now;
  }

  /// Begins the fault, or ends it.
  ///
  /// @param selected the selected node, empty if there is none
  void toggle(Fault fault, String selected) {
    if (!possible(fault, selected)) {
      return;
    }
    Optional<RegistryEffect> on = on(fault, selected);
    if (on.isPresent()) {
      clear.accept(on.get());
    } else {
      inject.accept(effect(fault, selected));
    }
  }

  /// Whether the fault is on; the loss of heartbeats is that of the selected node.
  boolean isOn(Fault fault, String selected) {
    return on(fault, selected).isPresent();
  }

  /// Whether there is something that the fault could act upon: the registry of this process, and
  /// for the loss of heartbeats a node.
  boolean possible(Fault fault, String selected) {
    boolean registry = frame.flatMap(DiscoveryFrame::registry).isPresent();
    return registry && (fault != Fault.HEARTBEATS_LOST || !selected.isEmpty());
  }

  /// What is wrong with the registry now, in words; empty if nothing is.
  String troubles() {
    List<RegistryEffect> faults = frame.map(DiscoveryFrame::faults).orElse(List.of());
    return String.join(", ", faults.stream().map(RegistryEffect::words).toList());
  }

  private Optional<RegistryEffect> on(Fault fault, String selected) {
    List<RegistryEffect> faults = frame.map(DiscoveryFrame::faults).orElse(List.of());
    return faults.stream().filter(effect -> isOf(effect, fault, selected)).findFirst();
  }

  private static boolean isOf(RegistryEffect effect, Fault fault, String selected) {
    return switch (fault) {
      case UNREACHABLE -> effect instanceof RegistryEffect.Unreachable;
      case WATCH_CUT -> effect instanceof RegistryEffect.WatchCut;
      case LATE -> effect instanceof RegistryEffect.LateNotifications;
      case HEARTBEATS_LOST ->
          effect instanceof RegistryEffect.HeartbeatsLost lost && lost.node().equals(selected);
    };
  }

  private static RegistryEffect effect(Fault fault, String selected) {
    return switch (fault) {
      case UNREACHABLE -> new RegistryEffect.Unreachable();
      case WATCH_CUT -> new RegistryEffect.WatchCut();
      case LATE -> new RegistryEffect.LateNotifications(LATE);
      case HEARTBEATS_LOST -> new RegistryEffect.HeartbeatsLost(selected);
    };
  }
}
