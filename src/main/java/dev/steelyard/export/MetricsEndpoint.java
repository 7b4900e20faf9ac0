package dev.steelyard.export;

import dev.steelyard.run.Observer;
import dev.steelyard.run.Observers;
import dev.steelyard.scenario.Scenario;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The figures of what this process runs, in the text formats of Prometheus and OpenMetrics, under
/// `/metrics` of a port of their own.
///
/// While no port is open there is no thread, no run is followed, and nothing is counted. A run that
/// began before goes on uncounted. Each run begins with counters at zero, as after the start of a
/// process; figures of the last run stay until the next one begins.
///
/// Any thread may call it. The names, kinds and labels of all figures: {@link RunFigures}, {@link
/// FrameGauges}, {@link ProcessFigures}.
public final class MetricsEndpoint implements Observers {
  private final String version;
  private volatile boolean open;
  private volatile @Nullable RunFigures run;

  /// @param version the program's, for `steelyard_build_info`
  public MetricsEndpoint(String version) {
    this.version = version;
  }

  @Override
  public Observer of(Scenario scenario) {
    if (!open) {
      return Observer.NONE;
    }
    var figures = new RunFigures(scenario);
    run = figures;
    return figures;
  }

  /// Opens a port and follows every run that begins from now on.
  ///
  /// @param address where to listen; port 0 takes any free one
  /// @throws IOException if nothing can listen there, as when the port is taken
  /// @throws IllegalStateException if a port is open already
  public OpenPort open(InetSocketAddress address) throws IOException {
    synchronized (this) {
      if (open) {
        throw new IllegalStateException("open: there is an open port already, and one is allowed");
      }
      var registry = new PrometheusRegistry();
      ProcessFigures.register(registry, version);
      registry.register(this::collect);
      // Without the library's own settings from files and environment, which could move the port.
      HTTPServer server =
          HTTPServer.builder(PrometheusProperties.builder().build())
              .inetAddress(address.getAddress())
              .port(address.getPort())
              .registry(registry)
              .buildAndStart();
      open = true;
      return new OpenPort(server);
    }
  }

  private MetricSnapshots collect() {
    RunFigures newest = run;
    return newest == null ? MetricSnapshots.of() : newest.collect();
  }

  /// A port that is open until it is closed.
  public final class OpenPort implements AutoCloseable {
    private final HTTPServer server;

    private OpenPort(HTTPServer server) {
      this.server = server;
    }

    /// Its number.
    public int port() {
      return server.getPort();
    }

    @Override
    public void close() {
      synchronized (MetricsEndpoint.this) {
        open = false;
        run = null;
        server.close();
      }
    }
  }
}
