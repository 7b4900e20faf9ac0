package dev.steelyard.balancer.health;

import dev.steelyard.balancer.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/// Compares the success rates of nodes over one interval: an outlier is strictly below mean -
/// factor x standard deviation, both over the nodes that had enough requests, the deviation that of
/// the population.
///
/// Source: Envoy, success rate outlier detection.
final class SuccessRates {
  private final SuccessRateSettings settings;
  private final List<Rate> rates = new ArrayList<>();

  SuccessRates(SuccessRateSettings settings) {
    this.settings = settings;
  }

  /// Takes the attempts of one node in, if they are enough.
  void add(Node node, int succeeded, int attempts) {
    if (attempts >= settings.minimumRequests()) {
      rates.add(new Rate(node, 100.0 * succeeded / attempts));
    }
  }

  /// Hands over every outlier and why it is one, in the order in which they were added.
  void outliers(BiConsumer<Node, String> to) {
    if (rates.isEmpty() || rates.size() < settings.minimumNodes()) {
      return;
    }
    double mean = rates.stream().mapToDouble(Rate::percent).sum() / rates.size();
    double squares = 0;
    for (Rate rate : rates) {
      squares += (rate.percent - mean) * (rate.percent - mean);
    }
    double deviation = Math.sqrt(squares / rates.size());
    double threshold = mean - settings.deviations() * deviation;
    for (Rate rate : rates) {
      if (rate.percent < threshold) {
        to.accept(rate.node, words(rate.percent, threshold));
      }
    }
  }

  private static String words(double percent, double threshold) {
    return String.format(
        Locale.ROOT,
        "success rate %.1f %%, below the %.1f %% that the others allow",
        percent,
        threshold);
  }

  /// One node.
  private record Rate(Node node, double percent) {}
}
