package dev.steelyard.theory;

/// Several servers before one queue, Poisson arrivals, exponential service: T = 1 / mu + C / (c mu
/// - lambda), C being {@link ErlangC}.
///
/// Whoever waits does so for an exponential time with rate c mu - lambda, so the time in the system
/// is a service with, in the share C of all cases, such a wait before it.
///
/// Source: Kleinrock, _Queueing Systems_, volume 1 (1975), section 3.5.
///
/// @param servers c, 1 or more
/// @param arrivals lambda, above 0
/// @param service mu, the rate of one server that never rests; c mu must be above lambda
public record Mmc(int servers, double arrivals, double service) implements QueueModel {
  public Mmc {
    Rates.checkWhole("servers", servers, 1);
    Rates.check(arrivals, service);
    Rates.checkStable(arrivals / service / servers);
  }

  @Override
  public String name() {
    return "M/M/" + servers;
  }

  @Override
  public double utilization() {
    return arrivals / service / servers;
  }

  /// The probability that a request waits at all.
  public double waiting() {
    return ErlangC.waiting(servers, arrivals / service);
  }

  @Override
  public double meanTime() {
    return 1 / service + waiting() / (servers * service - arrivals);
  }

  @Override
  public double timeBeyond(double time) {
    Rates.checkTime(time);
    double drain = servers * service - arrivals; // The rate of a wait.
    double served = Math.exp(-service * time);
    double gap = (drain - service) * time;
    // A wait and a service together last beyond t with probability e^-mu t (1 + mu t f(gap)), f
    // being (1 - e^-gap) / gap, which is 1 where both rates are alike.
    double ratio = Math.abs(gap) < 1e-8 ? 1 - gap / 2 : -Math.expm1(-gap) / gap;
    return served * (1 + waiting() * service * time * ratio);
  }
}
