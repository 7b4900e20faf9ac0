package dev.steelyard.scenario;

import dev.steelyard.scenario.MembershipChange.Change;
import dev.steelyard.scenario.json.Choices;
import dev.steelyard.scenario.json.Fields;
import dev.steelyard.scenario.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `membership`. For each node leaving and joining must take turns in time.
final class MembershipBinder {
  private static final Choices CHANGES =
      Choices.of(Arrays.stream(Change.values()).map(Change::word).toList());

  private MembershipBinder() {}

  /// @param nodes the ids of the nodes; none if they are not known
  static List<MembershipChange> bind(Fields scenario, List<String> nodes) {
    List<Entry> entries = new ArrayList<>();
    for (Fields fields : scenario.objects("membership")) {
      int before = fields.problems().count();
      MembershipChange change = change(fields, nodes);
      fields.done();
      if (fields.problems().count() == before) {
        entries.add(new Entry(fields, change));
      }
    }
    checkTurns(entries);
    return entries.stream().map(Entry::change).toList();
  }

  private static MembershipChange change(Fields fields, List<String> nodes) {
    fields.require("node", "at", "change");
    String node = FaultsBinder.node(fields, nodes);
    Duration at = fields.duration("at", Duration.ZERO, Duration.ZERO, Scenario.LONGEST_DURATION);
    Change change = fields.choice("change", CHANGES).flatMap(Change::find).orElse(Change.LEAVE);
    Optional<Duration> grace =
        fields.durationIfThere("grace", Duration.ZERO, MembershipChange.LONGEST_GRACE);
    if (change == Change.JOIN && fields.has("grace")) {
      fields.wrong("grace", "a node that joins does not stop", "leave it out");
    }
    Duration ofLeave = grace.orElse(MembershipChange.DEFAULT_GRACE);
    return new MembershipChange(node, at, change, change == Change.LEAVE ? ofLeave : Duration.ZERO);
  }

  private static void checkTurns(List<Entry> entries) {
    List<Entry> inTime = new ArrayList<>(entries);
    inTime.sort(Comparator.comparing(entry -> entry.change.at()));
    Map<String, MembershipChange> last = new HashMap<>();
    for (Entry entry : inTime) {
      checkTurn(entry, last.put(entry.change.node(), entry.change));
    }
  }

  private static void checkTurn(Entry entry, @Nullable MembershipChange before) {
    if (before == null) {
      return;
    }
    MembershipChange change = entry.change;
    String when = Durations.format(before.at());
    if (change.at().equals(before.at())) {
      entry.fields.wrong(
          "at", "the node changes at " + when + " already", "another time than " + when);
    } else if (change.change() == before.change()) {
      Change other = change.change() == Change.JOIN ? Change.LEAVE : Change.JOIN;
      entry.fields.wrong(
          "change",
          "the last change of the node, at " + when + ", is to " + before.change().word() + " too",
          other.word() + ", or " + other.word() + " in between");
    }
  }

  /// A change and where it was read.
  private record Entry(Fields fields, MembershipChange change) {}
}
