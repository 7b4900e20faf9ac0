package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.steelyard.balancer.time.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {
  private final Chain<Member> chain = new Chain<>();

  @Test
  void emptyChainHasNobody() {
    assertThat(chain).isEmpty();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> chain.iterator().next());
  }

  @Test
  void theOneHandedOutLastMayLeaveMeanwhile() {
    for (int i = 0; i < 5; i++) {
      chain.add(new Member());
    }

    for (Member member : chain) {
      chain.leave(member);
    }

    assertThat(chain).isEmpty();
  }

  /// A list is the model.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void membersStandInTheOrderInWhichTheyJoinedWhoeverLeaves(long seed) {
    RandomGenerator random = new Seeds(seed).stream("operations");
    List<Member> model = new ArrayList<>();
    for (int step = 0; step < 1_000; step++) {
      if (model.isEmpty() || random.nextInt(9) < 5) {
        var member = new Member();
        chain.add(member);
        model.add(member);
      } else {
        chain.leave(model.remove(random.nextInt(model.size())));
      }
      assertThat(chain).as("seed %d, step %d", seed, step).containsExactlyElementsOf(model);
    }
  }

  private static final class Member extends Chain.Link<Member> {}
}
