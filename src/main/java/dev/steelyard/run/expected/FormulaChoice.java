package dev.steelyard.run.expected;

import dev.steelyard.balancer.strategy.StrategySpec;
import dev.steelyard.balancer.strategy.StrategySpec.PowerOfTwoSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.RoundRobinSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRandomSpec;
import dev.steelyard.balancer.strategy.StrategySpec.WeightedRoundRobinSpec;
import dev.steelyard.run.expected.Expectation.Formula;
import dev.steelyard.run.expected.Expectation.NoFormula;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.theory.Gim1;
import dev.steelyard.theory.Mm1;
import dev.steelyard.theory.Mmc;
import dev.steelyard.theory.QueueModel;
import dev.steelyard.theory.Supermarket;
import dev.steelyard.traffic.Arrivals;
import dev.steelyard.traffic.Distribution.Exponential;
import dev.steelyard.traffic.Distribution.Fixed;
import dev.steelyard.traffic.Shape.Steady;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Which formula fits a scenario in virtual time, before it is run.
final class FormulaChoice {
  private static final double NANOS = 1e9;

  private final Scenario scenario;
  private final NodeSpec node;
  private final int nodes;

  /// Requests per second at each node, and what one of its workers can do.
  private final double arrivals;

  private final double service;

  private FormulaChoice(Scenario scenario, double rate, double workNanos) {
    this.scenario = scenario;
    this.node = scenario.nodes().getFirst();
    this.nodes = scenario.nodes().size();
    this.arrivals = rate / nodes;
    this.service = NANOS * node.speed() / workNanos;
  }

  static Expectation of(Scenario scenario) {
    Optional<String> reason = reasonAgainstAll(scenario);
    if (reason.isPresent()) {
      return new NoFormula(reason.get());
    }
    if (scenario.traffic().shape() instanceof Steady(double rate)
        && rate > 0
        && scenario.traffic().work() instanceof Exponential(Duration mean)
        && mean.isPositive()) {
      return new FormulaChoice(scenario, rate, mean.toNanos()).choice();
    }
    return new NoFormula("there is no load");
  }

  private static Optional<String> reasonAgainstAll(Scenario scenario) {
    NodeSpec first = scenario.nodes().getFirst();
    boolean alike =
        scenario.nodes().stream()
            .allMatch(node -> node.speed() == first.speed() && node.workers() == first.workers());
    if (scenario.balancers() > 1) {
      return Optional.of("there are several balancers");
    }
    if (!scenario.services().membership().isEmpty()) {
      return Optional.of("nodes come and go");
    }
    if (scenario.tellsPools()) {
      return Optional.of("there are several pools or a gateway");
    }
    if (!scenario.faults().isEmpty()) {
      return Optional.of("there are faults");
    }
    if (!scenario.traffic().arrivals().equals(Arrivals.POISSON)) {
      return Optional.of("the arrivals are not Poisson");
    }
    if (!(scenario.traffic().shape() instanceof Steady)) {
      return Optional.of("the rate is not steady");
    }
    if (!(scenario.traffic().work() instanceof Exponential)) {
      return Optional.of("the work is not exponential");
    }
    if (!scenario.networkLatency().equals(new Fixed(Duration.ZERO))) {
      return Optional.of("the network takes time");
    }
    if (!alike) {
      return Optional.of("the nodes differ");
    }
    return scenario.nodes().stream().anyMatch(node -> node.queue().isPresent())
        ? Optional.of("the queues are bounded")
        : Optional.empty();
  }

  private Expectation choice() {
    double load = arrivals / (service * node.workers());
    if (load >= 1) {
      return new NoFormula(
          String.format(Locale.ROOT, "the load is %.0f %% of what the nodes can do", 100 * load));
    }
    StrategySpec strategy = scenario.balancer().strategy();
    if (nodes == 1) {
      return formula(poisson(), "");
    }
    if (strategy instanceof RandomSpec) {
      return formula(poisson(), "at each node");
    }
    if (strategy instanceof RoundRobinSpec) {
      return inTurn();
    }
    boolean evenWeights =
        scenario.nodes().stream().allMatch(other -> other.weight() == node.weight());
    if (strategy instanceof WeightedRandomSpec) {
      return evenWeights ? formula(poisson(), "at each node") : new NoFormula("weights differ");
    }
    if (strategy instanceof WeightedRoundRobinSpec) {
      return evenWeights ? inTurn() : new NoFormula("weights differ");
    }
    if (strategy instanceof PowerOfTwoSpec(int choices)) {
      return evenWeights ? ofAFew(choices) : new NoFormula("weights differ");
    }
    return new NoFormula("there is none for " + strategy.type().id());
  }

  private QueueModel poisson() {
    return node.workers() == 1
        ? new Mm1(arrivals, service)
        : new Mmc(node.workers(), arrivals, service);
  }

  private Expectation inTurn() {
    return node.workers() == 1
        ? formula(
            Gim1.roundRobin(nodes, arrivals, service),
            "at each node, with Erlang-" + nodes + " gaps")
        : new NoFormula("there is none for several workers in turn");
  }

  private Expectation ofAFew(int choices) {
    if (choices == 1) {
      return formula(poisson(), "at each node");
    }
    if (node.workers() > 1) {
      return new NoFormula("there is none for the shorter queue before several workers");
    }
    return choices < nodes
        ? formula(
            new Supermarket(choices, arrivals, service),
            "for a great many nodes; with " + nodes + " it takes a little longer")
        : new NoFormula("there is none for the shortest queue of all");
  }

  private Expectation formula(QueueModel model, String where) {
    String steady =
        scenario.warmup().isZero() ? "of the steady state, while this run has no warm-up" : "";
    return new Formula(model, where + (where.isEmpty() || steady.isEmpty() ? "" : "; ") + steady);
  }
}
