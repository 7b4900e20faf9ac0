package dev.steelyard.theory;

import java.util.function.DoubleUnaryOperator;

/// One server, independent gaps of any kind between arrivals, exponential service.
///
/// All depends on one number, sigma, the probability that an arrival must wait: the root in (0, 1)
/// of sigma = A*(mu (1 - sigma)), A* being the Laplace-Stieltjes transform of the gaps. T = 1 / (mu
/// (1 - sigma)), and the time in the system is exponential.
///
/// Source: Kleinrock, _Queueing Systems_, volume 1 (1975), section 6.4.
///
/// @param arrivals lambda, above 0
/// @param service mu, the rate of a server that never rests, above lambda
/// @param sigma the probability that an arrival must wait, above 0 and below 1
public record Gim1(double arrivals, double service, double sigma) implements QueueModel {
  public Gim1 {
    Rates.check(arrivals, service);
    Rates.checkStable(arrivals / service);
    if (!(sigma > 0 && sigma < 1)) {
      throw new IllegalArgumentException("sigma: " + sigma + " must be above 0 and below 1");
    }
  }

  /// The queue whose gaps have the transform A*.
  ///
  /// @param transform A*, the mean of e^(-s gap) as a function of s
  public static Gim1 of(DoubleUnaryOperator transform, double arrivals, double service) {
    Rates.check(arrivals, service);
    Rates.checkStable(arrivals / service);
    return new Gim1(arrivals, service, root(transform, service));
  }

  /// The queue of one of `nodes` that take turns at Poisson traffic: the gaps of each are Erlang,
  /// sums of so many exponential ones, which are more even, so the wait is shorter than with M/M/1.
  /// A*(s) = (n lambda / (n lambda + s))^n.
  ///
  /// @param nodes n, 1 or more
  /// @param arrivals lambda, the rate of one of them
  public static Gim1 roundRobin(int nodes, double arrivals, double service) {
    Rates.checkWhole("nodes", nodes, 1);
    double all = nodes * arrivals;
    return of(s -> Math.pow(all / (all + s), nodes), arrivals, service);
  }

  /// The difference A*(mu (1 - sigma)) - sigma is positive below the root and negative between it
  /// and 1, since it is convex and 1 is a root of its own.
  private static double root(DoubleUnaryOperator transform, double service) {
    double low = 0;
    double high = 1;
    while (high - low > Math.ulp(high)) {
      double middle = (low + high) / 2;
      if (transform.applyAsDouble(service * (1 - middle)) > middle) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  @Override
  public String name() {
    return "GI/M/1";
  }

  @Override
  public double utilization() {
    return arrivals / service;
  }

  @Override
  public double meanTime() {
    return 1 / (service * (1 - sigma));
  }

  @Override
  public double timeBeyond(double time) {
    Rates.checkTime(time);
    return Math.exp(-service * (1 - sigma) * time);
  }
}
