package dev.steelyard.cli;

import dev.steelyard.run.ProxyRunner;
import dev.steelyard.run.RegistryService;
import dev.steelyard.run.Runner;
import dev.steelyard.run.report.DashboardPainter;
import dev.steelyard.run.series.Series;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// All commands, put together.
public final class Commands {
  private final Terminal terminal;
  private final Mishaps mishaps;
  private final CommandLine line;

  /// @param live plays over real HTTP
  /// @param virtual plays in virtual time
  /// @param proxy serves real clients
  /// @param desktop opens the window
  /// @param painter paints the dashboard of a report
  /// @param metrics opens the figures of what runs live to other programs
  /// @param version what `--version` prints
  public Commands(
      Terminal terminal,
      Runner live,
      Runner virtual,
      ProxyRunner.Factory proxy,
      Desktop desktop,
      DashboardPainter painter,
      MetricsDoor metrics,
      String version) {
    this(terminal, live, virtual, proxy, desktop, painter, metrics, version, Interrupt::listen);
  }

  Commands(
      Terminal terminal,
      Runner live,
      Runner virtual,
      ProxyRunner.Factory proxy,
      Desktop desktop,
      DashboardPainter painter,
      MetricsDoor metrics,
      String version,
      Supplier<StopSignal> stopSignals) {
    this.terminal = terminal;
    this.mishaps = new Mishaps(terminal);
    var play = new Play(terminal, painter, stopSignals);
    var app = new AppCommand(desktop, play, live, terminal, new MetricsOption(metrics, terminal));
    line = new CommandLine(new SteelyardCommand(app));
    line.addSubcommand(app);
    line.addSubcommand(new RunCommand(play, live, new MetricsOption(metrics, terminal)));
    line.addSubcommand(new SimulateCommand(play, virtual));
    line.addSubcommand(
        new ProxyCommand(play, proxy, terminal, new MetricsOption(metrics, terminal)));
    var seriesPlay = new SeriesPlay(terminal, stopSignals);
    // Runs over real HTTP would disturb each other; those in virtual time do not.
    var liveSeries = new Series(live, 1);
    var virtualSeries = new Series(virtual, Runtime.getRuntime().availableProcessors());
    line.addSubcommand(new CompareCommand(seriesPlay, liveSeries, virtualSeries));
    line.addSubcommand(new SweepCommand(seriesPlay, virtualSeries));
    line.addSubcommand(new PicksCommand(terminal));
    line.addSubcommand(new RegistryCommand(RegistryService.live(), terminal, stopSignals));
    line.addSubcommand(new ScenariosCommand(terminal));
    line.addSubcommand(new StrategiesCommand(terminal));
    configure(version);
  }

  /// Does what the arguments say.
  ///
  /// @return the exit status
  public int execute(String... arguments) {
    int status = status(arguments);
    if (terminal.out().checkError() && status == ExitStatus.FINE) { // Lists and help, too.
      status = terminal.nobodyReads();
    }
    terminal.err().flush();
    return status;
  }

  /// Picocli hands no errors to its handler, and what nobody catches ends the process with status
  /// 1, which would say that a claim does not hold.
  private int status(String... arguments) {
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      return mishaps.outOfMemory();
    }
  }

  private void configure(String version) {
    line.getCommandSpec().version("steelyard " + version);
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setExpandAtFiles(false);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(mishaps::badUsage);
    line.setExecutionExceptionHandler(mishaps::failure);
  }
}
