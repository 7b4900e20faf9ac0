package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.health.CircuitBreakerSettings;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;

/// The single settings of the circuit breakers.
record BreakerRows(Setting<CircuitBreakerSettings> part) {
  TypedSetting<Integer> window() {
    return new TypedSetting<>(
        part.part(
            CircuitBreakerSettings::window,
            (now, to) ->
                new CircuitBreakerSettings(
                    to,
                    now.minimumCalls(),
                    now.failureRate(),
                    now.slowCallRate(),
                    now.slowCallTime(),
                    now.openFor(),
                    now.trialCalls())),
        Notation.whole(1, CircuitBreakerSettings.MOST_CALLS));
  }

  TypedSetting<Double> failureRate() {
    return new TypedSetting<>(
        part.part(
            CircuitBreakerSettings::failureRate,
            (now, to) ->
                new CircuitBreakerSettings(
                    now.window(),
                    now.minimumCalls(),
                    to,
                    now.slowCallRate(),
                    now.slowCallTime(),
                    now.openFor(),
                    now.trialCalls())),
        Notation.percentAboveZero());
  }

  TypedSetting<Duration> slowCallTime() {
    return new TypedSetting<>(
        part.part(
            CircuitBreakerSettings::slowCallTime,
            (now, to) ->
                new CircuitBreakerSettings(
                    now.window(),
                    now.minimumCalls(),
                    now.failureRate(),
                    now.slowCallRate(),
                    to,
                    now.openFor(),
                    now.trialCalls())),
        Durations.from(CircuitBreakerSettings.SHORTEST_SLOW_CALL, CircuitBreakerSettings.LONGEST));
  }

  TypedSetting<Duration> openFor() {
    return new TypedSetting<>(
        part.part(
            CircuitBreakerSettings::openFor,
            (now, to) ->
                new CircuitBreakerSettings(
                    now.window(),
                    now.minimumCalls(),
                    now.failureRate(),
                    now.slowCallRate(),
                    now.slowCallTime(),
                    to,
                    now.trialCalls())),
        Durations.from(CircuitBreakerSettings.SHORTEST_OPEN, CircuitBreakerSettings.LONGEST));
  }

  TypedSetting<Integer> trialCalls() {
    return new TypedSetting<>(
        part.part(
            CircuitBreakerSettings::trialCalls,
            (now, to) ->
                new CircuitBreakerSettings(
                    now.window(),
                    now.minimumCalls(),
                    now.failureRate(),
                    now.slowCallRate(),
                    now.slowCallTime(),
                    now.openFor(),
                    to)),
        Notation.whole(1, CircuitBreakerSettings.MOST_TRIAL_CALLS));
  }
}
