package dev.steelyard.theory;

/// One server, Poisson arrivals, exponential service: T = 1 / (mu - lambda), and the time in the
/// system is itself exponential.
///
/// Source: Kleinrock, _Queueing Systems_, volume 1 (1975), section 3.2.
///
/// @param arrivals lambda, above 0
/// @param service mu, the rate of a server that never rests, above lambda
public record Mm1(double arrivals, double service) implements QueueModel {
  public Mm1 {
    Rates.check(arrivals, service);
    Rates.checkStable(arrivals / service);
  }

  @Override
  public String name() {
    return "M/M/1";
  }

  @Override
  public double utilization() {
    return arrivals / service;
  }

  @Override
  public double meanTime() {
    return 1 / (service - arrivals);
  }

  @Override
  public double timeBeyond(double time) {
    Rates.checkTime(time);
    return Math.exp(-(service - arrivals) * time);
  }
}
