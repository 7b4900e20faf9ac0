package dev.steelyard.run;

import dev.steelyard.scenario.Scenario;

/// Gives each run somebody who follows it. Asked once for each run, before its first event, on any
/// thread.
@FunctionalInterface
public interface Observers {
  /// Nobody follows.
  Observers NONE = scenario -> Observer.NONE;

  /// Who follows the run of `scenario` that begins now; {@link Observer#NONE} if nobody does.
  Observer of(Scenario scenario);
}
