package dev.steelyard.export;

import dev.steelyard.balancer.request.Answer;
import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One counter for each outcome that was met, found without looking at its words. There are at most
/// as many as there are failures and HTTP statuses.
///
/// Belongs to one thread, the run's Timeline; what it counts may be read by any.
final class OutcomeCounters {
  private static final int LEAST_STATUS = 100;

  private final Function<String, CounterDataPoint> make;
  private final Map<Failure, CounterDataPoint> failures = new EnumMap<>(Failure.class);

  /// By status, from 100 on, as far as they were met.
  private @Nullable CounterDataPoint[] answers = new CounterDataPoint[0];

  /// @param make makes the counter of an outcome with this label
  OutcomeCounters(Function<String, CounterDataPoint> make) {
    this.make = make;
  }

  void count(Outcome outcome) {
    CounterDataPoint counter =
        switch (outcome) {
          case Failure failure -> failures.computeIfAbsent(failure, it -> make.apply(it.label()));
          case Answer answer -> counter(answer);
        };
    counter.inc();
  }

  private CounterDataPoint counter(Answer answer) {
    int index = answer.status() - LEAST_STATUS;
    if (index >= answers.length) {
      answers = Arrays.copyOf(answers, index + 1);
    }
    CounterDataPoint known = answers[index];
    if (known == null) {
      known = make.apply(answer.label());
      answers[index] = known;
    }
    return known;
  }
}
