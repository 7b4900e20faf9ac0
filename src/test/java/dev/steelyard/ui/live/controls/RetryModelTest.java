package dev.steelyard.ui.live.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.retry.BackoffSettings;
import dev.steelyard.balancer.retry.BackoffSettings.Exponential;
import dev.steelyard.balancer.retry.BackoffSettings.Fixed;
import dev.steelyard.balancer.retry.BudgetSettings;
import dev.steelyard.balancer.retry.HedgeSettings;
import dev.steelyard.balancer.retry.HedgeSettings.AfterDelay;
import dev.steelyard.balancer.retry.HedgeSettings.AtPercentile;
import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.balancer.retry.LimitSettings;
import dev.steelyard.balancer.retry.RetrySettings;
import dev.steelyard.balancer.retry.ThrottleSettings;
import dev.steelyard.balancer.strategy.StrategyType;
import dev.steelyard.ui.setting.Board;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryModelTest {
  private static final BalancerSettings START =
      BalancerSettings.of(StrategyType.ROUND_ROBIN.defaults());

  private final ObjectProperty<BalancerSettings> balancer = new SimpleObjectProperty<>(START);
  private final RetryModel model =
      new RetryModel(new Board<>(balancer, new SimpleObjectProperty<>(START), balancer::set));

  @Test
  void requestTimeoutIsSwitchedOnAndTyped() {
    model.requestsBounded().set(true);
    assertEquals(Optional.of(Duration.ofSeconds(2)), balancer.get().requestTimeout());

    type(model.requestTimeout(), "750 ms");
    assertEquals(Optional.of(Duration.ofMillis(750)), balancer.get().requestTimeout());

    model.requestsBounded().set(false);
    assertEquals(Optional.empty(), balancer.get().requestTimeout());
  }

  @Test
  void attemptsAndTheSwitchFor500KeepTheRest() {
    model.retries().set(true);
    model.limit().set(LimitKind.BUDGET);
    type(model.maxAttempts(), "5");
    model.retryOn500().set(true);

    assertEquals(
        new RetrySettings(5, true).withLimit(Optional.of(BudgetSettings.DEFAULTS)), retry());
  }

  @Test
  void anotherBackoffBeginsWithItsDefaultsAndTakesItsOwnValues() {
    model.retries().set(true);
    model.backoff().set(BackoffKind.EXPONENTIAL);
    type(model.base(), "10 ms");
    type(model.cap(), "1 s");
    model.jitter().set(Jitter.DECORRELATED);
    assertEquals(
        new Exponential(Duration.ofMillis(10), Duration.ofSeconds(1), Jitter.DECORRELATED),
        retry().backoff());

    model.backoff().set(BackoffKind.FIXED);
    model.fixedJitter().set(Jitter.EQUAL);
    model.jitter().set(Jitter.DECORRELATED); // Not shown now, and without effect.
    type(model.cap(), "3 s");
    assertEquals(new Fixed(BackoffSettings.DEFAULT_BASE, Jitter.EQUAL), retry().backoff());

    model.backoff().set(BackoffKind.NONE);
    assertEquals(BackoffSettings.NONE, retry().backoff());
  }

  @Test
  void firstAndLongestWaitTakeEachOtherAlong() {
    model.retries().set(true);
    model.backoff().set(BackoffKind.EXPONENTIAL);
    type(model.base(), "5 s");
    assertEquals(
        new Exponential(Duration.ofSeconds(5), Duration.ofSeconds(5), Jitter.FULL),
        retry().backoff());

    type(model.cap(), "1 s");
    assertEquals(
        new Exponential(Duration.ofSeconds(1), Duration.ofSeconds(1), Jitter.FULL),
        retry().backoff());
  }

  @Test
  void aLimitIsABudgetOrAThrottle() {
    model.retries().set(true);
    model.limit().set(LimitKind.BUDGET);
    type(model.ratio(), "0.5");
    type(model.minPerSecond(), "3");
    type(model.maxTokens(), "7"); // Not shown now, and without effect.
    assertEquals(Optional.of(new BudgetSettings(0.5, 3, Duration.ofSeconds(10))), limit());

    model.limit().set(LimitKind.THROTTLE);
    type(model.maxTokens(), "7");
    type(model.tokenRatio(), "0.25");
    assertEquals(Optional.of(new ThrottleSettings(7, 0.25)), limit());

    model.limit().set(LimitKind.NONE);
    assertEquals(Optional.empty(), limit());
  }

  @Test
  void aHedgeFollowsAPercentileOrADelay() {
    model.hedges().set(true);
    assertEquals(Optional.of(HedgeSettings.DEFAULTS), balancer.get().hedge());
    assertEquals("95", model.hedgePercentile().textProperty().get());

    type(model.hedgePercentile(), "99.9");
    assertEquals(Optional.of(new AtPercentile(0.999, 200)), balancer.get().hedge());
    type(model.hedgePercentile(), "50");
    assertEquals(Optional.of(new AtPercentile(0.5, 200)), balancer.get().hedge());

    model.hedge().set(HedgeKind.DELAY);
    type(model.hedgeDelay(), "30 ms");
    assertEquals(Optional.of(new AfterDelay(Duration.ofMillis(30))), balancer.get().hedge());
    assertTrue(model.hedges().changed().getValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"49.9", "100", "many"})
  void aPercentileOutOfRangeSaysWhatIsAllowed(String typed) {
    model.hedges().set(true);
    TypedSetting<Double> percentile = model.hedgePercentile();
    percentile.textProperty().set(typed);
    percentile.commit();

    assertEquals("Number from 50 to 99.9", percentile.messageProperty().get());
    assertEquals(Optional.of(HedgeSettings.DEFAULTS), balancer.get().hedge());
  }

  @Test
  void resetBringsTheScenariosSettingsBack() {
    model.retries().set(true);
    model.retries().reset();

    assertEquals(START, balancer.get());
    assertFalse(model.retries().changed().getValue());
  }

  private RetrySettings retry() {
    return balancer.get().retry().orElseThrow();
  }

  private Optional<LimitSettings> limit() {
    return retry().limit();
  }

  private static void type(TypedSetting<?> setting, String text) {
    setting.textProperty().set(text);
    setting.commit();
  }
}
