package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.retry.Jitter;
import dev.steelyard.ui.setting.CheckRow;
import dev.steelyard.ui.setting.ChoiceRow;
import dev.steelyard.ui.setting.Section;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedRow;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// The views of timeouts, retries and hedges.
final class RetrySections {
  private RetrySections() {}

  static Section retries(RetryModel model) {
    Setting<Boolean> on = model.retries();
    return new Section(
        "Retries",
        new TypedRow(
            "Timeout", "", "An attempt without an answer after this has failed.", model.timeout()),
        new CheckRow(
            "Bound whole requests",
            "A request has failed after a time, whatever is tried or waited for.",
            model.requestsBounded()),
        Section.shownWhen(
            model.requestsBounded().now(),
            new TypedRow(
                "Request timeout",
                "",
                "For a request with all its attempts and waits.",
                model.requestTimeout())),
        new CheckRow("Retry", "A failed attempt is followed by one on another node.", on),
        Section.shownWhen(on.now(), retrying(model)));
  }

  private static Node[] retrying(RetryModel model) {
    return new Node[] {
      new TypedRow(
          "Max attempts",
          "",
          "Attempts for one request, the first and a hedge included.",
          model.maxAttempts()),
      new CheckRow(
          "Retry on 500", "An answer of 500 is retried like 502, 503 and 504.", model.retryOn500()),
      new ChoiceRow<>(
          "Backoff",
          "How long a retry waits. A node that asks for more with Retry-After gets it.",
          model.backoff(),
          List.of(BackoffKind.values()),
          BackoffKind::title),
      Section.shownWhen(
          model.backoff().now().map(kind -> kind != BackoffKind.NONE),
          new TypedRow("Wait", "", "The wait before the first retry.", model.base())),
      Section.shownWhen(
          is(model.backoff(), BackoffKind.FIXED),
          new ChoiceRow<>(
              "Jitter",
              "How chance spreads the waits.",
              model.fixedJitter(),
              List.of(Jitter.NONE, Jitter.FULL, Jitter.EQUAL),
              RetrySections::title)),
      Section.shownWhen(
          is(model.backoff(), BackoffKind.EXPONENTIAL),
          new TypedRow("Longest wait", "", "Waits double up to this.", model.cap()),
          new ChoiceRow<>(
              "Jitter",
              "How chance spreads the waits. Full: from 0 to the wait. Equal: its upper half."
                  + " Decorrelated: from the first wait to three times the last one.",
              model.jitter(),
              List.of(Jitter.values()),
              RetrySections::title)),
      new ChoiceRow<>(
          "Limit",
          "What keeps retries and hedges from becoming a storm. Budget: requests pay for them, as"
              + " in Finagle. Throttle: none while failures outweigh successes, as in gRPC.",
          model.limit(),
          List.of(LimitKind.values()),
          LimitKind::title),
      Section.shownWhen(
          is(model.limit(), LimitKind.BUDGET),
          new TypedRow("Retry ratio", "", "Retries that a request pays for.", model.ratio()),
          new TypedRow(
              "At least",
              "/ s",
              "Retries that are allowed whatever the traffic is.",
              model.minPerSecond())),
      Section.shownWhen(
          is(model.limit(), LimitKind.THROTTLE),
          new TypedRow(
              "Tokens",
              "",
              "A failure takes one; with half of them or fewer there is no retry.",
              model.maxTokens()),
          new TypedRow("Token ratio", "", "What a success gives back.", model.tokenRatio()))
    };
  }

  static Section hedging(RetryModel model) {
    Setting<Boolean> on = model.hedges();
    return new Section(
        "Hedging",
        new CheckRow(
            "Hedge",
            "A second attempt goes to another node beside one that is slow; the first answer wins.",
            on),
        Section.shownWhen(
            on.now(),
            new ChoiceRow<>(
                "After",
                "How long the first attempt is waited for.",
                model.hedge(),
                List.of(HedgeKind.values()),
                HedgeKind::title),
            Section.shownWhen(
                is(model.hedge(), HedgeKind.DELAY),
                new TypedRow("Delay", "", "From the attempt to its hedge.", model.hedgeDelay())),
            Section.shownWhen(
                is(model.hedge(), HedgeKind.PERCENTILE),
                new TypedRow(
                    "Percentile",
                    "%",
                    "The hedge follows when so many of the last attempts had ended.",
                    model.hedgePercentile()))));
  }

  private static <T> ObservableValue<Boolean> is(Setting<T> setting, T kind) {
    return setting.now().map(now -> now.equals(kind));
  }

  private static String title(Jitter jitter) {
    return switch (jitter) {
      case NONE -> "None";
      case FULL -> "Full";
      case EQUAL -> "Equal";
      case DECORRELATED -> "Decorrelated";
    };
  }
}
