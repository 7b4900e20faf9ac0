package dev.steelyard.ui.setting;

import java.util.Optional;

/// A part of the settings that can be off. While it is off, what it was is remembered for when it
/// comes back.
public final class SwitchedPart<P> {
  private final Setting<Optional<P>> whole;
  private P last;

  /// @param defaults what it is when it is switched on for the first time
  public SwitchedPart(Setting<Optional<P>> whole, P defaults) {
    this.whole = whole;
    this.last = defaults;
    whole.now().subscribe(now -> now.ifPresent(part -> last = part));
  }

  /// Whether it is on.
  public Setting<Boolean> on() {
    return whole.part(Optional::isPresent, (now, on) -> on ? Optional.of(last) : Optional.empty());
  }

  /// Its settings; while it is off, those that it would have.
  public Setting<P> part() {
    return whole.part(now -> now.orElse(last), (now, part) -> Optional.of(part));
  }
}
