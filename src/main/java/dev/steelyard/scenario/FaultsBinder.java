package dev.steelyard.scenario;

import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.PlannedFault;
import dev.steelyard.fault.Scope;
import dev.steelyard.fault.Selection;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.json.Range;
import dev.steelyard.scenario.text.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads `faults`.
final class FaultsBinder {
  private static final Choices SCOPES =
      Choices.of(Arrays.stream(Scope.values()).map(Scope::word).toList());

  private FaultsBinder() {}

  /// @param nodes the ids of the nodes; none if they are not known
  /// @param elsewhere those of them that are services elsewhere
  static List<PlannedFault> bind(Fields scenario, List<String> nodes, Set<String> elsewhere) {
    List<PlannedFault> faults = new ArrayList<>();
    for (Fields entry : scenario.objects("faults")) {
      entry.require("node", "effect");
      String node = node(entry, nodes);
      if (elsewhere.contains(node)) {
        entry.wrong("node", "it has an address, and only mock nodes can be broken", "a mock node");
      }
      Duration from =
          entry.duration("from", Duration.ZERO, Duration.ZERO, Scenario.LONGEST_DURATION);
      Optional<Duration> until = until(entry, from);
      Scope scope = entry.choice("scope", SCOPES).flatMap(Scope::find).orElse(Scope.BOTH);
      Optional<Effect> effect = entry.object("effect").flatMap(EffectBinder::bind);
      Selection selection = selection(entry, effect);
      entry.done();
      var fault = new Fault(effect.orElseGet(Effect.Hang::new), scope, selection);
      faults.add(new PlannedFault(node, from, until, fault));
    }
    return faults;
  }

  /// The node that an entry names.
  ///
  /// @param nodes the ids of the nodes; none if they are not known
  static String node(Fields entry, List<String> nodes) {
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

  /// When a fault ends, after `from`; empty if it stays, and after a problem.
  static Optional<Duration> until(Fields entry, Duration from) {
    Optional<Duration> until =
        entry.durationIfThere("until", Duration.ZERO, Scenario.LONGEST_DURATION);
    if (until.isPresent() && until.get().compareTo(from) <= 0) {
      entry.wrong("until", "the fault would end before it begins", "a time after from");
      return Optional.empty();
    }
    return until;
  }

  private static Selection selection(Fields entry, Optional<Effect> effect) {
    double probability = entry.number("probability", 1, Range.above(0, 1));
    OptionalInt first = entry.wholeIfThere("first", 1, Selection.MOST_FIRST);
    int every = entry.whole("every", 1, 1, Selection.MOST_EVERY);
    if (effect.isPresent() && effect.get() instanceof Effect.OnNode onNode) {
      for (String name : List.of("probability", "first", "every")) {
        if (entry.has(name)) {
          String reason = onNode.type().id() + " acts on the whole node, not on single requests";
          entry.wrong(name, reason, "leave it out");
        }
      }
      return Selection.ALL;
    }
    return new Selection(probability, first, every);
  }
}
