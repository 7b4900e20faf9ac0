package dev.steelyard.bench;

import com.twitter.finagle.loadbalancer.Balancers;
import com.twitter.finagle.loadbalancer.LoadBalancerFactory;

/// The balancers of Finagle that pick among all nodes; its apertures pick among a part of them.
public enum FinagleBalancer {
  ROUND_ROBIN,
  P2C,
  P2C_PEAK_EWMA,
  HEAP_LEAST_LOADED;

  LoadBalancerFactory factory() {
    return switch (this) {
      case ROUND_ROBIN -> Balancers.roundRobin();
      case P2C -> Balancers.p2c(Balancers.p2c$default$1());
      case P2C_PEAK_EWMA ->
          Balancers.p2cPeakEwma(
              Balancers.p2cPeakEwma$default$1(), Balancers.p2cPeakEwma$default$2());
      case HEAP_LEAST_LOADED -> Balancers.heap(Balancers.heap$default$1());
    };
  }
}
