package dev.steelyard.cli;

import dev.steelyard.run.DoorSettings;
import dev.steelyard.run.DoorStatus;
import dev.steelyard.run.ProxyRunner;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proxy`: a reverse proxy for real clients.
@Command(
    name = "proxy",
    description = {
      "Serves real clients as a reverse proxy in front of a scenario's nodes, while its faults play,"
          + " until it is interrupted. Its claims are not checked."
    })
final class ProxyCommand implements Callable<Integer> {
  private static final String DEFAULT_LISTEN =
      DoorSettings.DEFAULT_HOST + ":" + DoorSettings.DEFAULT_PORT;

  private final Play play;
  private final ProxyRunner.Factory proxy;
  private final Terminal terminal;

  @Mixin private PlayOptions options = new PlayOptions();

  @Option(
      names = "--listen",
      paramLabel = "[HOST:]PORT",
      defaultValue = DEFAULT_LISTEN,
      converter = ListenAddress.class,
      description =
          "Where it listens (default ${DEFAULT-VALUE}). Port 0 takes a free one. Others than this"
              + " machine can come only if you name an interface that they reach, such as 0.0.0.0.")
  private InetSocketAddress listen =
      new InetSocketAddress(
          InetAddress.ofLiteral(DoorSettings.DEFAULT_HOST), DoorSettings.DEFAULT_PORT);

  @Option(
      names = "--no-node-headers",
      description = "Leaves out Steelyard-Node and Steelyard-Attempts.")
  private boolean withoutNodeHeaders;

  @Option(names = "--traffic", description = "Sends the scenario's own traffic as well.")
  private boolean traffic;

  @Mixin private MetricsOption metrics;

  ProxyCommand(Play play, ProxyRunner.Factory proxy, Terminal terminal, MetricsOption metrics) {
    this.play = play;
    this.proxy = proxy;
    this.terminal = terminal;
    this.metrics = metrics;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    Scenario scenario = options.read();
    Runner runner = proxy.serving(settings(), traffic, !options.limited(), this::sayWhereItListens);
    try (var _ = metrics.open()) {
      return play.play(scenario, runner, options.directory(), options.json());
    }
  }

  private void sayWhereItListens(DoorStatus door) {
    terminal.note("Listening on " + door.url() + " (Ctrl+C ends it). Try:");
    terminal.note("  " + door.curl());
  }

  private DoorSettings settings() {
    return new DoorSettings(
        listen.getAddress().getHostAddress(), listen.getPort(), !withoutNodeHeaders);
  }
}
