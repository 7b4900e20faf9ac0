package dev.steelyard.balancer;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SuccessRateSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Tells which safety nets are on and yet cannot act, so that nobody waits in vain: limits that
/// make sense in a pool of hundreds are out of reach in a class of five nodes.
///
/// @param setting the field of a scenario that it is about: `balancer.outlierEjection`
/// @param sentence why it cannot act, for the user
public record NeverActs(String setting, String sentence) {

  /// Everything that cannot act, in the order of the settings.
  ///
  /// @param nodes how many nodes there are, 1 or more
  /// @param greatestRate the most requests per second that come to one balancer, if that is known
  public static List<NeverActs> of(
      BalancerSettings settings, int nodes, OptionalDouble greatestRate) {
    List<NeverActs> found = new ArrayList<>();
    settings
        .outlierEjection()
        .ifPresent(ejection -> {
          String name = "balancer.outlierEjection";
          cap(ejection, nodes).forEach(words -> found.add(new NeverActs(name, words)));
          ejection
              .successRate()
              .map(rates -> successRate(ejection, rates, nodes, greatestRate))
              .filter(words -> !words.isEmpty())
              .ifPresent(words -> found.add(new NeverActs(name, words)));
        });
    settings
        .circuitBreaker()
        .filter(breaker -> breaker.slowCallTime().compareTo(settings.timeout()) >= 0)
        .ifPresent(breaker ->
            found.add(new NeverActs("balancer.circuitBreaker", slowCalls(breaker, settings))));
    if (settings.slowStart().isPresent() && nothingTakesOut(settings)) {
      found.add(
          new NeverActs(
              "balancer.slowStart",
              "No node ever starts slowly: nothing takes one out, so none comes back."));
    }
    panic(settings, nodes)
        .forEach(words -> found.add(new NeverActs("balancer.panicThreshold", words)));
    return found;
  }

  private static List<String> cap(OutlierSettings ejection, int nodes) {
    if (nodes < 2 || ejection.mostEjected(nodes) > 1) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%s of %d nodes lets one node out at a time; a second one is never ejected.",
            percent(ejection.maxEjected()),
            nodes));
  }

  private static String successRate(
      OutlierSettings ejection, SuccessRateSettings rates, int nodes, OptionalDouble greatestRate) {
    if (nodes < rates.minimumNodes()) {
      return String.format(
          Locale.ROOT,
          "Success rates are never compared: that takes %d nodes, and there are %d.",
          rates.minimumNodes(),
          nodes);
    }
    double farthest = SuccessRateSettings.farthest(nodes);
    if (farthest <= rates.deviations()) {
      return String.format(
          Locale.ROOT,
          "A success rate never ejects: none of %d nodes can lie more than %.2f standard deviations"
              + " below their mean, and more than %s is asked for.",
          nodes,
          farthest,
          rates.deviations());
    }
    double seconds = ejection.interval().toNanos() / 1e9;
    double each = greatestRate.orElse(Double.POSITIVE_INFINITY) / nodes * seconds;
    return each >= rates.minimumRequests()
        ? ""
        : String.format(
            Locale.ROOT,
            "Success rates are hardly ever compared: each of %d nodes gets about %.0f requests in"
                + " %s, and %d are asked for.",
            nodes,
            each,
            time(ejection.interval()),
            rates.minimumRequests());
  }

  private static String slowCalls(CircuitBreakerSettings breaker, BalancerSettings settings) {
    return String.format(
        Locale.ROOT,
        "No call is ever slow: an attempt is given up after %s, and it is slow after more than %s.",
        time(settings.timeout()),
        time(breaker.slowCallTime()));
  }

  private static List<String> panic(BalancerSettings settings, int nodes) {
    double threshold = settings.panicThreshold();
    if (threshold == 0 || settings.healthCheck().isPresent()) {
      return List.of();
    }
    if (settings.outlierEjection().isEmpty()) {
      return List.of(
          "There is never a panic: without health checks and outlier ejection every node seems"
              + " healthy.");
    }
    int most = settings.outlierEjection().get().mostEjected(nodes);
    return (double) (nodes - most) / nodes < threshold
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "There is never a panic: no more than %d of %d nodes can be ejected, and without"
                    + " health checks the others seem healthy.",
                most,
                nodes));
  }

  private static boolean nothingTakesOut(BalancerSettings settings) {
    return settings.healthCheck().isEmpty()
        && settings.outlierEjection().isEmpty()
        && settings.circuitBreaker().isEmpty();
  }

  private static String percent(double ratio) {
    double percent = ratio * 100;
    return percent == Math.rint(percent)
        ? String.format(Locale.ROOT, "%.0f %%", percent)
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private static String time(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }
}
