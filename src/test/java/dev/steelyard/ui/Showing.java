package dev.steelyard.ui;

import dev.steelyard.run.Experiment;
import dev.steelyard.run.SteppedExperiment;
import dev.steelyard.scenario.Scenario;
import java.util.List;

/// Opens the window on the engine in virtual time that goes as fast as the clock on the wall: to be
/// looked at, by hand.
public final class Showing implements Laboratory {
  private Showing() {}

  public static void main(String[] args) {
    int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    double rate = args.length > 1 ? Double.parseDouble(args[1]) : 90;
    System.exit(Desktop.open(Scenes.nodes(nodes, rate), new Showing()));
  }

  @Override
  public Experiment open(Scenario scenario) {
    return new SteppedExperiment(scenario, System::nanoTime);
  }

  @Override
  public List<Scenario> builtIns() {
    return List.of(Scenes.nodes(3, 90), Scenes.nodes(5, 300), Scenes.nodes(12, 900));
  }
}
