package dev.steelyard.balancer.time;

import org.jspecify.annotations.Nullable;

/// Tasks that are submitted in the order in which they are due, as timeouts of one length are.
///
/// A ring over plain arrays: adding, calling off and taking out the first cost O(1), amortized. One
/// that is called off leaves an empty place, which goes when it comes to stand in front. A ring
/// that is full of mostly such places, behind one that waits on, is closed up; else it doubles. So
/// it has at most sixteen times the places that were ever taken at once. Not thread-safe.
final class TimeoutRow {
  private static final int FIRST_CAPACITY = 64;

  /// A full ring doubles if at least one of so many places is taken.
  private static final int FEWEST_TAKEN = 8;

  // Positions count on through all of the ring's turns; a place is the low bits of one.
  private long[] dues = new long[FIRST_CAPACITY];
  private long[] sequences = new long[FIRST_CAPACITY];
  private @Nullable Timeout[] timeouts = new Timeout[FIRST_CAPACITY];
  private int first;
  private int end;
  private int waiting;

  /// Whether a task may be added that is due then, behind all others.
  boolean takes(long dueNanos) {
    return first == end || dues[place(end - 1)] <= dueNanos;
  }

  /// Adds `action`.
  ///
  /// @param dueNanos one that this {@link #takes}
  /// @param sequence its number in the order of submission
  Cancellable add(long dueNanos, long sequence, Runnable action) {
    if (end - first == dues.length) {
      makeRoom();
    }
    int place = place(end);
    var timeout = new Timeout(this, end, action);
    dues[place] = dueNanos;
    sequences[place] = sequence;
    timeouts[place] = timeout;
    end++;
    waiting++;
    return timeout;
  }

  /// How many tasks wait.
  int size() {
    return waiting;
  }

  /// When the first task is due, or {@link Long#MAX_VALUE} if none waits.
  long firstDueNanos() {
    return first == end ? Long.MAX_VALUE : dues[place(first)];
  }

  /// The first task's number in the order of submission, if one waits.
  long firstSequence() {
    return sequences[place(first)];
  }

  /// Takes out the first task; null if none waits.
  @Nullable Runnable poll() {
    Timeout timeout = timeouts[place(first)];
    if (timeout == null) {
      return null;
    }
    Runnable action = timeout.action;
    timeout.cancel();
    return action;
  }

  private int place(int position) {
    return position & (dues.length - 1);
  }

  private void leave(int position) {
    timeouts[place(position)] = null;
    waiting--;
    while (first != end && timeouts[place(first)] == null) {
      first++;
    }
  }

  /// Closes up, in a ring twice as large unless most places were empty.
  private void makeRoom() {
    boolean mostAreEmpty = waiting < dues.length / FEWEST_TAKEN;
    int capacity = mostAreEmpty ? dues.length : 2 * dues.length;
    long[] newDues = new long[capacity];
    long[] newSequences = new long[capacity];
    @Nullable Timeout[] newTimeouts = new Timeout[capacity];
    int kept = 0;
    for (int position = first; position != end; position++) {
      Timeout timeout = timeouts[place(position)];
      if (timeout != null) {
        newDues[kept] = dues[place(position)];
        newSequences[kept] = sequences[place(position)];
        newTimeouts[kept] = timeout;
        timeout.position = kept++;
      }
    }
    dues = newDues;
    sequences = newSequences;
    timeouts = newTimeouts;
    first = 0;
    end = kept;
  }

  private static final class Timeout implements Cancellable {
    final TimeoutRow row;
    int position;
    @Nullable Runnable action; // Null once it was taken out or called off.

    Timeout(TimeoutRow row, int position, Runnable action) {
      this.row = row;
      this.position = position;
      this.action = action;
    }

    @Override
    public void cancel() {
      if (action != null) {
        action = null;
        row.leave(position);
      }
    }
  }
}
