package dev.steelyard.cli;

import dev.steelyard.run.RunFailedException;
import dev.steelyard.run.report.ReportException;
import dev.steelyard.scenario.ScenarioException;
import dev.steelyard.scenario.text.Nearest;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells what went wrong in lines that say what to do, never as a stack trace.
final class Mishaps {
  private static final Set<String> PLANNED = Set.of("lessons");
  private static final System.Logger LOG = System.getLogger(Mishaps.class.getName());

  private final Terminal terminal;

  Mishaps(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Arguments that make no sense.
  int badUsage(ParameterException e, String[] arguments) {
    terminal.error(oneLine(usageMessage(e)));
    terminal.note("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.BAD_INPUT;
  }

  /// A command that could not do its work.
  int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    switch (e) {
      case ScenarioException bad -> bad.lines().forEach(terminal::error);
      case RunFailedException failed -> terminal.error(oneLine(failed.getMessage()));
      case ReportException failed -> terminal.error(oneLine(failed.getMessage()));
      default -> {
        terminal.error("this should not have happened, please report it: " + oneLine(e.toString()));
        LOG.log(System.Logger.Level.DEBUG, "unexpected", e);
      }
    }
    return e instanceof ScenarioException ? ExitStatus.BAD_INPUT : ExitStatus.RUN_FAILED;
  }

  /// The memory is used up.
  int outOfMemory() {
    terminal.error(
        "there is not enough memory for this; lower the rate or the duration, bound the queues of"
            + " the nodes, or give Java more (JAVA_TOOL_OPTIONS=-Xmx4g)");
    return ExitStatus.RUN_FAILED;
  }

  private static String usageMessage(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      CommandLine command = e.getCommandLine();
      if (word.startsWith("-")) {
        List<String> options =
            command.getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList();
        return "there is no option " + word + Nearest.question(word, options);
      }
      if (command.getParent() == null) {
        return PLANNED.contains(word)
            ? "the command " + word + " is not available yet"
            : "there is no command "
                + word
                + Nearest.question(word, command.getSubcommands().keySet());
      }
      return "there is one argument too many: " + word;
    }
    return String.valueOf(e.getMessage());
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String message) {
    return String.valueOf(message).replaceAll("\\p{Cntrl}+", " ");
  }
}
