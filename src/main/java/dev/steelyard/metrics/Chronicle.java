package dev.steelyard.metrics;

import dev.steelyard.balancer.event.Event;
import dev.steelyard.metrics.LogEntry.Kind;
import java.util.Optional;

/// Writes the event log: what happened, in words.
final class Chronicle {
  private final int balancers;
  private Log log = Log.EMPTY;

  /// @param balancers how many there are; of several each line says whose it is
  Chronicle(int balancers) {
    this.balancers = balancers;
  }

  Log log() {
    return log;
  }

  void note(LogEntry entry) {
    log = log.plus(entry);
  }

  void settingChanged(Event.SettingChanged change) {
    String text = change.setting() + ": " + change.value();
    note(new LogEntry(change.atNanos(), Kind.SETTING, Optional.empty(), text));
  }

  void stateChanged(Event.NodeStateChanged change, int balancer) {
    String text = change.from().word() + " to " + change.to().word() + ": " + change.reason();
    note(balancer, Kind.HEALTH, change.atNanos(), Optional.of(change.node()), text);
  }

  /// @param of whose panic it is: empty, or a pool's
  void panicChanged(Event.PanicChanged change, String of, int balancer) {
    String which = change.healthy() + " of " + change.members() + " nodes seem healthy";
    String text =
        change.panic() ? "panic: " + which + ", so all get traffic" : "panic over: " + which;
    note(balancer, Kind.HEALTH, change.atNanos(), Optional.empty(), of + text);
  }

  void joined(Event.MemberJoined event, int balancer) {
    note(balancer, Kind.MEMBER, event.atNanos(), Optional.of(event.node()), "is a member");
  }

  void left(Event.MemberLeft event, int balancer) {
    String text = "is no member any more";
    note(balancer, Kind.MEMBER, event.atNanos(), Optional.of(event.node()), text);
  }

  void leaseChanged(Event.LeaseChanged change) {
    String text = "registry: " + change.change().words();
    note(new LogEntry(change.atNanos(), Kind.DISCOVERY, Optional.of(change.node()), text));
  }

  void discoveryChanged(Event.DiscoveryChanged change, int balancer) {
    String text =
        "members of " + change.service() + ": " + change.to().word() + ", " + change.reason();
    note(balancer, Kind.DISCOVERY, change.atNanos(), Optional.empty(), text);
  }

  private void note(int balancer, Kind kind, long atNanos, Optional<String> node, String text) {
    String whose = balancers > 1 ? "balancer " + balancer + ": " : "";
    note(new LogEntry(atNanos, kind, node, whose + text));
  }
}
