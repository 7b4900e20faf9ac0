package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.health.OutlierSettings;
import dev.steelyard.balancer.health.SuccessRateSettings;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.SwitchedPart;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;

/// The single settings of outlier ejection.
record EjectionRows(Setting<OutlierSettings> part, SwitchedPart<SuccessRateSettings> rates) {
  EjectionRows(Setting<OutlierSettings> part) {
    this(
        part,
        new SwitchedPart<>(
            part.part(OutlierSettings::successRate, OutlierSettings::withSuccessRate),
            SuccessRateSettings.CLASSROOM));
  }

  TypedSetting<Integer> failures() {
    return new TypedSetting<>(
        part.part(
            OutlierSettings::consecutiveFailures,
            (now, to) ->
                new OutlierSettings(
                    to,
                    now.interval(),
                    now.baseTime(),
                    now.maxTime(),
                    now.maxEjected(),
                    now.successRate())),
        Notation.whole(1, OutlierSettings.MOST_FAILURES));
  }

  /// How long the first ejection lasts; the longest grows with it where it must.
  TypedSetting<Duration> baseTime() {
    return new TypedSetting<>(
        part.part(
            OutlierSettings::baseTime,
            (now, to) ->
                new OutlierSettings(
                    now.consecutiveFailures(),
                    now.interval(),
                    to,
                    to.compareTo(now.maxTime()) > 0 ? to : now.maxTime(),
                    now.maxEjected(),
                    now.successRate())),
        Durations.from(OutlierSettings.SHORTEST, OutlierSettings.LONGEST));
  }

  TypedSetting<Double> maxEjected() {
    return new TypedSetting<>(
        part.part(
            OutlierSettings::maxEjected,
            (now, to) ->
                new OutlierSettings(
                    now.consecutiveFailures(),
                    now.interval(),
                    now.baseTime(),
                    now.maxTime(),
                    to,
                    now.successRate())),
        Notation.percent());
  }

  Setting<Boolean> comparesRates() {
    return rates.on();
  }

  TypedSetting<Integer> minimumRequests() {
    return new TypedSetting<>(
        rates
            .part()
            .part(
                SuccessRateSettings::minimumRequests,
                (now, to) -> new SuccessRateSettings(now.minimumNodes(), to, now.deviations())),
        Notation.whole(1, SuccessRateSettings.MOST_REQUESTS));
  }
}
