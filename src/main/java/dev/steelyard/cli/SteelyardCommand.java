package dev.steelyard.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// No command at all: the same as `app`.
@Command(
    name = "steelyard",
    description = "A laboratory bench for HTTP load balancing. Without a command it opens the app.",
    synopsisSubcommandLabel = "[COMMAND]")
final class SteelyardCommand implements Callable<Integer> {
  private final Callable<Integer> app;

  SteelyardCommand(Callable<Integer> app) {
    this.app = app;
  }

  @Override
  public Integer call() throws Exception {
    return app.call();
  }
}
