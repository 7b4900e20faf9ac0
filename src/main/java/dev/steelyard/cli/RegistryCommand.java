package dev.steelyard.cli;

import dev.steelyard.run.RegistryService;
import dev.steelyard.run.RunFailedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `registry`: a registry for other programs.
@Command(
    name = "registry",
    description = {
      "Serves a registry of services to other programs, until it is interrupted. Balancers find"
          + " it by the discovery source http-registry."
    })
final class RegistryCommand implements Callable<Integer> {
  private static final String DEFAULT_LISTEN = "127.0.0.1:8500";

  private final RegistryService service;
  private final Terminal terminal;
  private final Supplier<StopSignal> stopSignals;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = DEFAULT_LISTEN,
      converter = ListenAddress.class,
      description =
          "Where it listens (default ${DEFAULT-VALUE}). Port 0 takes a free one. Others than this"
              + " machine can come only if you name an interface that they reach, such as 0.0.0.0.")
  private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8_500);

  RegistryCommand(RegistryService service, Terminal terminal, Supplier<StopSignal> stopSignals) {
    this.service = service;
    this.terminal = terminal;
    this.stopSignals = stopSignals;
  }

  @Override
  public Integer call() throws RunFailedException {
    try (StopSignal stop = stopSignals.get()) {
      service.serve(listen, this::sayWhereItListens, stop::requested);
    }
    return ExitStatus.FINE;
  }

  private void sayWhereItListens(int port) {
    String address = listen.getAddress().isAnyLocalAddress() ? "localhost" : listen.getHostString();
    String shown = address.contains(":") ? "[" + address + "]" : address;
    terminal.note("The registry is at http://" + shown + ":" + port + " (Ctrl+C ends it). Try:");
    terminal.note("  curl http://" + shown + ":" + port + "/v1/services");
  }
}
