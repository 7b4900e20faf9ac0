package dev.steelyard.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.steelyard.balancer.time.Seeds;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests a fault meets.
class ActiveFaultTest {
  private static final Effect RESET = new Effect.Reset();
  private static final RandomGenerator NO_CHANCE =
      () -> {
        throw new AssertionError("nothing is left to chance");
      };

  @ParameterizedTest
  @CsvSource({
    "1, 0, ++++++++++",
    "2, 0, -+-+-+-+-+",
    "3, 0, --+--+--+-",
    "1, 3, +++-------",
    "2, 2, -+-+------",
    "4, 1, ---+------"
  })
  void everyNthAndTheFirstFewAreExact(int every, int first, String expected) {
    OptionalInt most = first == 0 ? OptionalInt.empty() : OptionalInt.of(first);
    var active = active(RESET, new Selection(1, most, every));

    assertThat(met(active, 10, NO_CHANCE)).isEqualTo(expected);
  }

  @Test
  void chanceIsDrawnForThoseThatAreTakenAndCountsTowardsTheFirst() {
    double[] draws = {0.5, 0.4999, 0.9, 0.1};
    var next = new AtomicInteger();
    RandomGenerator chance =
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new AssertionError("only doubles are drawn");
          }

          @Override
          public double nextDouble() {
            return draws[next.getAndIncrement()];
          }
        };
    var active = active(RESET, new Selection(0.5, OptionalInt.of(2), 2));

    assertThat(met(active, 12, chance)).isEqualTo("---+---+----");
    assertThat(next).hasValue(4);
  }

  @Test
  void shareIsMetInTheLongRun() {
    var active = active(RESET, new Selection(0.3, OptionalInt.empty(), 2));
    String met = met(active, 20_000, new Seeds(1).stream("test"));

    // 0.3 of every second one; 4 standard deviations.
    assertThat(met.chars().filter(c -> c == '+').count()).as("seed 1").isBetween(2_817L, 3_183L);
  }

  /// A ratio of errors is one more chance of each request: one draw decides both.
  @Test
  void ratioOfErrorsMultipliesTheProbability() {
    var active = active(new Effect.Errors(0.5, 500), new Selection(0.5, OptionalInt.empty(), 1));
    String met = met(active, 20_000, new Seeds(1).stream("test"));

    assertThat(met.chars().filter(c -> c == '+').count()).as("seed 1").isBetween(4_755L, 5_245L);
  }

  @Test
  void endOfTheFirstFewIsToldOnce() {
    var told = new AtomicInteger();
    var fault = new Fault(RESET, Scope.BOTH, new Selection(1, OptionalInt.of(2), 1));
    var active = new ActiveFault(fault, told::incrementAndGet);

    met(active, 1, NO_CHANCE);
    assertThat(told).hasValue(0);
    met(active, 5, NO_CHANCE);
    assertThat(told).hasValue(1);
  }

  @Test
  void selectionIsSaidInAFewWords() {
    assertThat(Selection.ALL.words()).isEmpty();
    assertThat(new Selection(0.2, OptionalInt.of(10), 3).words())
        .isEqualTo("1 in 3, 20 % of requests, the first 10");
    var fault = new Fault(RESET, Scope.TRAFFIC, new Selection(0.2, OptionalInt.empty(), 1));
    assertThat(fault.words()).isEqualTo("resets connections (20 % of requests) (traffic only)");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void probabilityOutOfRangeIsRefused(double probability) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Selection(probability, OptionalInt.empty(), 1))
        .withMessage("probability: %s must be above 0 and at most 1", probability);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_000_001})
  void countsOutOfRangeAreRefused(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Selection(1, OptionalInt.of(count), 1))
        .withMessage("first: %d must be from 1 to 1000000000", count);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Selection(1, OptionalInt.empty(), count))
        .withMessage("every: %d must be from 1 to 1000000", count);
  }

  @Test
  void whatActsOnTheNodeCannotBeMeantForSingleRequests() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Fault(new Effect.Refuse(), Scope.BOTH, new Selection(0.5, OptionalInt.empty(), 1)))
        .withMessage("selection: 'refuse' acts on the node as a whole; must be all requests");
  }

  private static String met(ActiveFault active, int requests, RandomGenerator random) {
    var met = new StringBuilder();
    for (int i = 0; i < requests; i++) {
      met.append(active.meets(random) ? '+' : '-');
    }
    return met.toString();
  }

  private static ActiveFault active(Effect effect, Selection selection) {
    return new ActiveFault(new Fault(effect, Scope.BOTH, selection));
  }
}
