package dev.steelyard.world;

import dev.steelyard.fault.Condition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// One of the two ways into a mock node, that of the traffic or that of health checks: what is
/// wrong with it, and who came in by it and is not gone yet.
final class Door {
  /// At most so many requests hang, and so many wait outside while time stands still; past that the
  /// oldest, whose client has long given up, is reset.
  static final int MOST_HELD = 10_000;

  private final Queue<Call> hanging = new ArrayDeque<>();
  private final Queue<Call> outside = new ArrayDeque<>();
  private @Nullable Visit oldest;
  private @Nullable Visit newest;
  private Condition condition = Condition.GOOD;
  private boolean still;

  Condition condition() {
    return condition;
  }

  /// Sets what is wrong; {@link #cutOff} and {@link #stopOrGoOn} carry it out.
  void use(Condition changed) {
    condition = changed;
  }

  /// Whether requests must wait outside, because time stands still or because others wait there.
  boolean mustWaitOutside() {
    return still || !outside.isEmpty();
  }

  int outside() {
    return outside.size();
  }

  void waitOutside(Call call) {
    hold(outside, call);
  }

  void hang(Call call) {
    call.leaveHanging();
    hold(hanging, call);
  }

  private static void hold(Queue<Call> held, Call call) {
    held.add(call);
    if (held.size() > MOST_HELD) {
      held.remove().reset();
    }
  }

  /// The next of those outside, if it may come in now.
  @Nullable Call nextFromOutside() {
    return still ? null : outside.poll();
  }

  void add(Visit visit) {
    visit.before = newest;
    if (newest == null) {
      oldest = visit;
    } else {
      newest.after = visit;
    }
    newest = visit;
  }

  void remove(Visit visit) {
    if (visit.before == null) {
      oldest = visit.after;
    } else {
      visit.before.after = visit.after;
    }
    if (visit.after == null) {
      newest = visit.before;
    } else {
      visit.after.before = visit.before;
    }
    visit.before = null;
    visit.after = null;
  }

  /// Resets what a closed port cuts off, and what hung until now if it hangs no more.
  void cutOff() {
    if (condition.refuse()) {
      visits().forEach(Visit::breakOff);
    }
    if (condition.refuse() || !condition.hang()) {
      resetAll(hanging);
    }
    if (condition.refuse()) {
      resetAll(outside);
    }
  }

  /// Lets time stand still, or go on, for what is in the node.
  void stopOrGoOn() {
    boolean now = condition.pause() && !condition.refuse();
    if (now != still) {
      still = now;
      visits().forEach(now ? Visit::standStill : Visit::goOn);
    }
  }

  private static void resetAll(Queue<Call> held) {
    List<Call> freed = List.copyOf(held); // A client may come back at once.
    held.clear();
    freed.forEach(Call::reset);
  }

  /// In the order in which they came, so that runs repeat.
  private List<Visit> visits() {
    List<Visit> visits = new ArrayList<>();
    for (Visit visit = oldest; visit != null; visit = visit.after) {
      visits.add(visit);
    }
    return visits;
  }
}
