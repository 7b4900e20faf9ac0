package dev.steelyard.theory;

/// Many servers with a queue each; every request looks at a few of them and joins the shortest.
///
/// The limit for infinitely many servers. The share of servers with at least i requests is
/// rho^((d^i - 1) / (d - 1)), so T = 1 / mu times the sum over i of rho^((d^i - d) / (d - 1)): the
/// queues are exponentially shorter with d = 2 than with d = 1, which is M/M/1. With a finite
/// number of servers times are a little longer: by about 1 % for 100 servers, d = 2 and rho = 0.9.
///
/// Source: Mitzenmacher, _The Power of Two Choices in Randomized Load Balancing_ (2001);
/// Vvedenskaya, Dobrushin and Karpelevich (1996).
///
/// @param choices d, how many servers a request looks at, 1 or more
/// @param arrivals lambda, the rate for one server, above 0
/// @param service mu, the rate of one server that never rests, above lambda
public record Supermarket(int choices, double arrivals, double service) implements QueueModel {
  private static final double NEGLIGIBLE = 1e-17;

  public Supermarket {
    Rates.checkWhole("choices", choices, 1);
    Rates.check(arrivals, service);
    Rates.checkStable(arrivals / service);
  }

  @Override
  public String name() {
    return "the supermarket model";
  }

  @Override
  public double utilization() {
    return arrivals / service;
  }

  /// The share of servers with at least so many requests, the one in service among them.
  ///
  /// @param length i, 0 or more
  public double tail(int length) {
    Rates.checkWhole("length", length, 0);
    return Math.pow(utilization(), exponent(length));
  }

  @Override
  public double meanTime() {
    double sum = 0;
    double exponent = 0; // (d^i - d) / (d - 1), which grows to d times itself and d.
    for (double term = 1; term > NEGLIGIBLE; term = Math.pow(utilization(), exponent)) {
      sum += term;
      exponent = choices * (exponent + 1);
    }
    return sum / service;
  }

  /// A request that finds j others at its server is there for j + 1 services, and it finds at least
  /// j with probability tail(j)^d. It is still there after t if fewer services than that would have
  /// ended by then: a sum over Poisson probabilities.
  @Override
  public double timeBeyond(double time) {
    Rates.checkTime(time);
    double beyond = 0;
    double exponent = 0;
    double logPoisson = -service * time; // Of 0 services, as a logarithm: it may be tiny.
    for (int served = 0; ; served++) {
      double found = Math.pow(utilization(), exponent);
      beyond += found * Math.exp(logPoisson);
      if (found < NEGLIGIBLE) {
        return beyond;
      }
      exponent = choices * (exponent + 1);
      logPoisson += Math.log(service * time) - Math.log(served + 1.0);
    }
  }

  /// (d^i - 1) / (d - 1), or i for d = 1.
  private double exponent(int length) {
    double exponent = 0;
    for (int i = 0; i < length && exponent < Double.POSITIVE_INFINITY; i++) {
      exponent = choices * exponent + 1;
    }
    return exponent;
  }
}
