package dev.steelyard.scenario;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.scenario.text.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads `faults`.
final class FaultsBinder {
  private static final Choices TYPES =
      new Choices(
          Arrays.stream(FaultType.values()).map(FaultType::id).toList(),
          List.of(
              "delay", "rate-limit", "truncate", "malformed", "drip", "pause", "leak", "overload"));
  private static final Choices SCOPES =
      Choices.of(Arrays.stream(Scope.values()).map(Scope::word).toList());

  private FaultsBinder() {}

  /// @param nodes the ids of the nodes; none if they are not known
  static List<PlannedFault> bind(Fields scenario, List<String> nodes) {
    List<PlannedFault> faults = new ArrayList<>();
    for (Fields entry : scenario.objects("faults")) {
      entry.require("node", "effect");
      String node = node(entry, nodes);
      Duration from =
          entry.duration("from", Duration.ZERO, Duration.ZERO, Scenario.LONGEST_DURATION);
      Optional<Duration> until = until(entry, from);
      Scope scope = entry.choice("scope", SCOPES).flatMap(Scope::find).orElse(Scope.BOTH);
      Effect effect =
          entry.object("effect").map(FaultsBinder::effect).orElseGet(Effect.Refuse::new);
      entry.done();
      faults.add(new PlannedFault(node, from, until, new Fault(effect, scope)));
    }
    return faults;
  }

  private static String node(Fields entry, List<String> nodes) {
    int before = entry.problems().count();
    String node = entry.text("node", "", Rules.ID);
    boolean readable = entry.has("node") && entry.problems().count() == before;
    if (readable && !nodes.isEmpty() && !nodes.contains(node)) {
      entry.wrong("node", "there is no such node" + Nearest.question(node, nodes), someOf(nodes));
    }
    return node;
  }

  private static String someOf(List<String> nodes) {
    int shown = 12;
    return nodes.size() <= shown
        ? String.join(", ", nodes)
        : String.join(", ", nodes.subList(0, shown)) + " and " + (nodes.size() - shown) + " more";
  }

  private static Optional<Duration> until(Fields entry, Duration from) {
    Optional<Duration> until =
        entry.durationIfThere("until", Duration.ZERO, Scenario.LONGEST_DURATION);
    if (until.isPresent() && until.get().compareTo(from) <= 0) {
      entry.wrong("until", "the fault would end before it begins", "a time after from");
      return Optional.empty();
    }
    return until;
  }

  private static Effect effect(Fields fields) {
    fields.require("type");
    Optional<FaultType> type = fields.choice("type", TYPES).flatMap(FaultType::find);
    if (type.isEmpty()) {
      fields.ignoreRest();
    }
    Effect effect =
        type.map(known -> strength(known.defaults(), fields)).orElseGet(Effect.Refuse::new);
    fields.done();
    return effect;
  }

  private static Effect strength(Effect defaults, Fields fields) {
    return switch (defaults) {
      case Effect.Refuse() -> defaults;
      case Effect.Hang() -> defaults;
      case Effect.Reset() -> defaults;
      case Effect.Slow(double factor) ->
          new Effect.Slow(fields.number("factor", factor, Range.above(1, Effect.Slow.MOST)));
      case Effect.Errors(double ratio, int status) ->
          new Effect.Errors(
              fields.number("ratio", ratio, Range.above(0, 1)),
              fields.whole(
                  "status", status, Effect.Errors.FIRST_STATUS, Effect.Errors.LAST_STATUS));
      case Effect.Flap(Duration period) ->
          new Effect.Flap(
              fields.duration("period", period, Effect.Flap.SHORTEST, Effect.Flap.LONGEST));
    };
  }
}
