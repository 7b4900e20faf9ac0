package dev.steelyard.cli;

import dev.steelyard.run.DoorSettings;
import dev.steelyard.run.DoorStatus;
import dev.steelyard.run.ProxyRunner;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.scenario.ScenarioException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private PlayOptions options = new PlayOptions();

  @Mixin private MetricsOption metrics;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = DEFAULT_LISTEN,
      description =
          "Where it listens (default ${DEFAULT-VALUE}). Port 0 takes a free one. Others than this"
              + " machine can come only if you name an interface that they reach, such as 0.0.0.0.")
  private String listen = DEFAULT_LISTEN;

  @Option(
      names = "--no-node-headers",
      description = "Leaves out Steelyard-Node and Steelyard-Attempts.")
  private boolean withoutNodeHeaders;

  @Option(names = "--traffic", description = "Sends the scenario's own traffic as well.")
  private boolean traffic;

  ProxyCommand(Play play, Terminal terminal, MetricsOption metrics) {
    this.play = play;
    this.terminal = terminal;
    this.metrics = metrics;
  }

  @Override
  public Integer call() throws ScenarioException, RunFailedException, ReportException {
    var runner =
        new ProxyRunner(
            settings(), traffic, !options.limited(), this::sayWhereItListens, metrics.observers());
    Scenario scenario = options.read();
    try (var _ = metrics.open()) {
      return play.play(scenario, runner, options.directory(), options.json());
    }
  }

  private void sayWhereItListens(DoorStatus door) {
    terminal.note("Listening on " + door.url() + " (Ctrl+C ends it). Try:");
    terminal.note("  " + door.curl());
  }

  private DoorSettings settings() {
    int colon = listen.lastIndexOf(':');
    String host = colon < 0 ? "" : listen.substring(0, colon);
    try {
      return new DoorSettings(
          withoutBrackets(host),
          Integer.parseInt(listen.substring(colon + 1)),
          !withoutNodeHeaders);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--listen " + listen + " is wrong; allowed: HOST:PORT with a port from 0 to 65535");
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
