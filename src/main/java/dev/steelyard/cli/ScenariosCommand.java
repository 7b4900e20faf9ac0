package dev.steelyard.cli;

import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Scenario;
import picocli.CommandLine.Command;

/// `scenarios`: what is built in.
@Command(name = "scenarios", description = "Lists the built-in scenarios.")
final class ScenariosCommand implements Runnable {
  private final Terminal terminal;

  ScenariosCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    for (Scenario scenario : BuiltIns.all()) {
      terminal.out().printf("%-18s  %s%n", scenario.id(), scenario.title());
    }
  }
}
