package dev.steelyard.cli;

import dev.steelyard.balancer.strategy.StrategyType;
import picocli.CommandLine.Command;

/// `strategies`: how nodes can be chosen.
@Command(name = "strategies", description = "Lists the strategies.")
final class StrategiesCommand implements Runnable {
  private final Terminal terminal;

  StrategiesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    for (StrategyType type : StrategyType.values()) {
      terminal.out().printf("%-20s  %s%n", type.id(), type.summary());
    }
  }
}
