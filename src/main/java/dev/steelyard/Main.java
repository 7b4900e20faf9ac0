package dev.steelyard;

import dev.steelyard.cli.Commands;
import dev.steelyard.cli.NoDisplayException;
import dev.steelyard.cli.Terminal;
import dev.steelyard.run.LiveRunner;
import dev.steelyard.run.VirtualRunner;
import dev.steelyard.run.report.ClaimCheckingRunner;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/// Starts Steelyard.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var commands =
        new Commands(
            Terminal.ofProcess(),
            new ClaimCheckingRunner(new LiveRunner()),
            new ClaimCheckingRunner(new VirtualRunner()),
            scenario -> { // TODO(lead): the window.
              throw new NoDisplayException("this build has no window yet");
            },
            (result, png) -> {}, // TODO(lead): the painter of the dashboard.
            version());
    System.exit(commands.execute(args));
  }

  private static String version() {
    ModuleDescriptor module = Main.class.getModule().getDescriptor(); // None on the class path.
    Optional<String> version =
        module == null
            ? Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
            : module.rawVersion();
    return version.orElse("(version unknown)");
  }
}
