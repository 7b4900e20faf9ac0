package dev.steelyard;

import dev.steelyard.cli.Commands;
import dev.steelyard.cli.MetricsDoor;
import dev.steelyard.cli.NoDisplayException;
import dev.steelyard.cli.Terminal;
import dev.steelyard.export.MetricsEndpoint;
import dev.steelyard.run.Experiment;
import dev.steelyard.run.LiveExperiment;
import dev.steelyard.run.LiveRunner;
import dev.steelyard.run.Observers;
import dev.steelyard.run.ProxyRunner;
import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.run.report.ClaimCheckingRunner;
import dev.steelyard.scenario.BuiltIns;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.ui.Desktop;
import dev.steelyard.ui.Laboratory;
import dev.steelyard.ui.Still;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Starts Steelyard: joins the commands, the runners and the window, which do not know each other.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    String version = version();
    var metrics = new MetricsEndpoint(version);
    var commands =
        new Commands(
            Terminal.ofProcess(),
            new ClaimCheckingRunner(new LiveRunner(metrics)),
            new ClaimCheckingRunner(new VirtualRunner()),
            (settings, traffic, endless, opened) ->
                new ProxyRunner(settings, traffic, endless, opened, metrics),
            scenario -> openWindow(scenario, metrics),
            (result, png) -> new Still().paint(result.scenario(), result.lastFrame(), png),
            address -> open(metrics, address),
            version);
    System.exit(commands.execute(args));
  }

  private static MetricsDoor.Open open(MetricsEndpoint metrics, InetSocketAddress address)
      throws IOException {
    MetricsEndpoint.OpenPort port = metrics.open(address);
    return new MetricsDoor.Open() {
      @Override
      public int port() {
        return port.port();
      }

      @Override
      public void close() {
        port.close();
      }
    };
  }

  private static int openWindow(Scenario scenario, Observers observers)
      throws NoDisplayException, RunFailedException {
    String display = Objects.requireNonNullElse(System.getenv("DISPLAY"), "");
    if (isLinux() && display.isEmpty()) {
      throw new NoDisplayException("DISPLAY is not set");
    }
    try {
      return Desktop.open(scenario, new LiveLaboratory(observers));
    } catch (UnsupportedOperationException cannotOpen) { // So JavaFX says that nothing is there.
      throw new RunFailedException(
          "no window can be opened on display '"
              + display
              + "'. Set DISPLAY to one that runs, or unset it to run without a window.",
          cannotOpen);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }

  private static String version() {
    ModuleDescriptor module = Main.class.getModule().getDescriptor(); // None on the class path.
    Optional<String> version =
        module == null
            ? Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
            : module.rawVersion();
    return version.orElse("(version unknown)");
  }

  /// Experiments over real HTTP.
  private static final class LiveLaboratory implements Laboratory {
    private final AtomicBoolean warm = new AtomicBoolean();
    private final Observers observers;

    LiveLaboratory(Observers observers) {
      this.observers = observers;
    }

    @Override
    public Experiment open(Scenario scenario) throws IOException {
      if (warm.compareAndSet(false, true)) {
        LiveExperiment.warmUp();
      }
      return LiveExperiment.open(scenario, observers);
    }

    @Override
    public List<Scenario> builtIns() {
      return BuiltIns.all();
    }
  }
}
