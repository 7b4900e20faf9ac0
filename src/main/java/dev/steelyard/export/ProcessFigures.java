package dev.steelyard.export;

import com.sun.management.OperatingSystemMXBean;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/// The few figures of the process that tell whether it has enough of the machine, under the names
/// that all Prometheus clients give them.
final class ProcessFigures {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private ProcessFigures() {}

  static void register(PrometheusRegistry registry, String version) {
    Info.builder()
        .name("steelyard_build_info")
        .help("The version of Steelyard that runs; always 1.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    GaugeWithCallback.builder()
        .name("process_start_time_seconds")
        .unit(Unit.SECONDS)
        .help("Start time of the process since unix epoch in seconds.")
        .callback(callback ->
            callback.call(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND))
        .register(registry);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      CounterWithCallback.builder()
          .name("process_cpu_seconds_total")
          .unit(Unit.SECONDS)
          .help("Total user and system CPU time spent in seconds.")
          .callback(callback -> callback.call(system.getProcessCpuTime() / NANOS_PER_SECOND))
          .register(registry);
    }
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    GaugeWithCallback.builder()
        .name("jvm_memory_used_bytes")
        .unit(Unit.BYTES)
        .help("Used bytes of a given JVM memory area.")
        .labelNames("area")
        .callback(callback -> {
          callback.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
          callback.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
        })
        .register(registry);
  }
}
