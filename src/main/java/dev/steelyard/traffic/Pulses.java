package dev.steelyard.traffic;

/// A rate for a while and another for the rest of a period, again and again.
///
/// @param rate requests per second during a pulse
/// @param lasting seconds of a pulse, at most `period`
/// @param base requests per second between two pulses
/// @param period seconds from one pulse to the next
record Pulses(double rate, double lasting, double base, double period) implements Curve {
  @Override
  public double area(double from, double to) {
    if (to == Double.POSITIVE_INFINITY) {
      return perPeriod() == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    double start = from % period;
    return sum(start + (to - from)) - sum(start);
  }

  @Override
  public double reach(double from, double amount) {
    double start = from % period;
    double target = sum(start) + amount;
    // What falls on the edge of two periods belongs to the first: there may be a pause between.
    double periods = Math.max(0, Math.ceil((target - Pacer.ROUNDING) / perPeriod()) - 1);
    double rest = Math.min(target - periods * perPeriod(), perPeriod());
    double inPulse = rate * lasting;
    double within =
        rest <= inPulse || base == 0
            ? Math.min(lasting, rest / rate)
            : lasting + (rest - inPulse) / base;
    return Math.max(0, periods * period + within - start);
  }

  /// The area from 0 on.
  private double sum(double to) {
    double periods = Math.floor(to / period);
    double within = to - periods * period;
    return periods * perPeriod()
        + rate * Math.min(within, lasting)
        + base * Math.max(0, within - lasting);
  }

  private double perPeriod() {
    return rate * lasting + base * (period - lasting);
  }
}
