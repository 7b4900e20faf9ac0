package dev.steelyard.ui.live.toolbar;

import dev.steelyard.metrics.Frame;
import dev.steelyard.ui.kit.Figures;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Tells when the figures are not to be trusted, calmly: what was told stays long enough to be
/// read, and its number changes at most once a second. All time is that of the frames.
///
/// One thread, the JavaFX thread in the app; needs no toolkit.
final class CaveatModel {
  /// From this lag on the load differs from what was asked for.
  static final long MOST_LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /// So long after the last late frame it is still told.
  static final long STAYS_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long NUMBER_STAYS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Caveat WRONG_BOOKS =
      new Caveat(
          "counts differ",
          "The counts do not add up; please report this with the scenario and its seed.");

  private final ReadOnlyObjectWrapper<Caveat> caveat =
      new ReadOnlyObjectWrapper<>(this, "caveat", Caveat.NONE);
  private boolean late;
  private long lastLateNanos;
  private long toldAtNanos;
  private long worstLagNanos;

  /// The gravest one that holds; none as long as all is well.
  ReadOnlyObjectProperty<Caveat> caveatProperty() {
    return caveat.getReadOnlyProperty();
  }

  /// Takes the newest frame. One that is earlier than the one before begins another run.
  void update(Frame newest) {
    if (!newest.books().balance()) {
      caveat.set(WRONG_BOOKS);
      late = false;
      return;
    }
    long at = newest.atNanos();
    if (at < lastLateNanos) {
      late = false;
      lastLateNanos = at;
    }
    if (newest.generatorLagNanos() > MOST_LAG_NANOS) {
      tell(at, newest.generatorLagNanos());
    } else if (!late || at >= lastLateNanos + STAYS_NANOS) {
      late = false;
      caveat.set(Caveat.NONE);
    }
  }

  private void tell(long at, long lagNanos) {
    lastLateNanos = at;
    worstLagNanos = Math.max(worstLagNanos, lagNanos);
    if (!late || at >= toldAtNanos + NUMBER_STAYS_NANOS) {
      toldAtNanos = at;
      caveat.set(lag(late ? worstLagNanos : lagNanos));
      worstLagNanos = 0;
    }
    late = true;
  }

  private static Caveat lag(long nanos) {
    String lag = Figures.duration(nanos).text();
    return new Caveat(
        lag + " late",
        "This machine cannot keep up: requests start " + lag + " late. Lower the rate.");
  }
}
