package dev.steelyard.ui.live.controls;

import dev.steelyard.balancer.health.HealthCheckSettings;
import dev.steelyard.ui.setting.Durations;
import dev.steelyard.ui.setting.Notation;
import dev.steelyard.ui.setting.Setting;
import dev.steelyard.ui.setting.TypedSetting;
import java.time.Duration;

/// The single settings of the health checks.
record CheckRows(Setting<HealthCheckSettings> part) {
  TypedSetting<Duration> interval() {
    return new TypedSetting<>(
        part.part(
            HealthCheckSettings::interval,
            (now, to) ->
                new HealthCheckSettings(
                    now.path(),
                    to,
                    now.timeout(),
                    now.rise(),
                    now.fall(),
                    now.warmUpProbes(),
                    now.readmit())),
        Durations.from(HealthCheckSettings.SHORTEST_INTERVAL, HealthCheckSettings.LONGEST));
  }

  TypedSetting<Duration> timeout() {
    return new TypedSetting<>(
        part.part(
            HealthCheckSettings::timeout,
            (now, to) ->
                new HealthCheckSettings(
                    now.path(),
                    now.interval(),
                    to,
                    now.rise(),
                    now.fall(),
                    now.warmUpProbes(),
                    now.readmit())),
        Durations.from(HealthCheckSettings.SHORTEST_TIMEOUT, HealthCheckSettings.LONGEST));
  }

  TypedSetting<Integer> rise() {
    return new TypedSetting<>(
        part.part(
            HealthCheckSettings::rise,
            (now, to) ->
                new HealthCheckSettings(
                    now.path(),
                    now.interval(),
                    now.timeout(),
                    to,
                    now.fall(),
                    now.warmUpProbes(),
                    now.readmit())),
        Notation.whole(1, HealthCheckSettings.MOST_IN_A_ROW));
  }

  TypedSetting<Integer> fall() {
    return new TypedSetting<>(
        part.part(
            HealthCheckSettings::fall,
            (now, to) ->
                new HealthCheckSettings(
                    now.path(),
                    now.interval(),
                    now.timeout(),
                    now.rise(),
                    to,
                    now.warmUpProbes(),
                    now.readmit())),
        Notation.whole(1, HealthCheckSettings.MOST_IN_A_ROW));
  }
}
