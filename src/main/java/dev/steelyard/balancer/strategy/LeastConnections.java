package dev.steelyard.balancer.strategy;

import dev.steelyard.balancer.node.Candidates;
import dev.steelyard.balancer.node.Choice;
import dev.steelyard.balancer.node.Weighing;
import dev.steelyard.balancer.node.Weighing.Score;
import dev.steelyard.balancer.node.Weighing.TieBreak;
import dev.steelyard.balancer.request.Request;
import java.util.List;
import java.util.random.RandomGenerator;

/// Takes the candidate with the fewest requests in flight for its weight.
///
/// Equals are drawn at random. Taking the first of them instead sends all idle-time traffic to the
/// first node; the switch is there to show just that.
///
/// Source: HAProxy `leastconn`, nginx `least_conn`.
final class LeastConnections implements Strategy {
  private final Ties ties;
  private final RandomGenerator random;

  LeastConnections(Ties ties, RandomGenerator random) {
    this.ties = ties;
    this.random = random;
  }

  @Override
  public Choice choose(Candidates candidates, Request request, long nowNanos) {
    int best = 0;
    double least = LoadMetric.IN_FLIGHT.of(candidates.get(0), nowNanos);
    int equals = 1;
    for (int i = 1; i < candidates.size(); i++) {
      double load = LoadMetric.IN_FLIGHT.of(candidates.get(i), nowNanos);
      if (load < least) {
        least = load;
        best = i;
        equals = 1;
      } else if (load == least) {
        equals++;
      }
    }
    if (equals > 1 && ties == Ties.RANDOM) {
      best = nthWith(least, random.nextInt(equals), best, candidates, nowNanos);
    }
    return candidates.get(best).chosen();
  }

  @Override
  public Choice explain(Candidates candidates, Request request, long nowNanos) {
    List<Score> loads =
        Weighings.scores(candidates, node -> LoadMetric.IN_FLIGHT.of(node, nowNanos));
    double least = loads.stream().mapToDouble(Score::value).min().orElseThrow();
    boolean equals = loads.stream().filter(load -> load.value() == least).count() > 1;
    TieBreak tieBreak = ties == Ties.RANDOM ? TieBreak.RANDOM : TieBreak.FIRST;
    return new Choice(
        choose(candidates, request, nowNanos).node(),
        new Weighing(
            LoadMetric.IN_FLIGHT_WORDS,
            loads,
            "the least",
            equals ? tieBreak : TieBreak.NOT_NEEDED));
  }

  private static int nthWith(double load, int nth, int from, Candidates candidates, long nowNanos) {
    int index = from;
    for (int skip = nth; skip > 0; skip--) {
      do {
        index++;
      } while (LoadMetric.IN_FLIGHT.of(candidates.get(index), nowNanos) != load);
    }
    return index;
  }
}
