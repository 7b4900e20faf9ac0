package dev.steelyard.balancer.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tasks ordered by when they are due, and by submission where that is equal: what both kinds of
/// Timeline are made of.
///
/// A binary heap over plain arrays, made for the two ways of a simulation. Most tasks submit a
/// follower when they run, so the place of the one that was taken out last is kept free for the
/// next one. Most timeouts never fire: one that is called off lets go of its action at once, and
/// what is left of it is swept out together with others, before they outnumber the tasks that wait.
/// So a task costs O(log n) and calling one off O(1), both amortized. What is announced as a
/// timeout stands in a row beside the heap as long as it can, and costs O(1). Not thread-safe.
public final class TaskHeap {
  private static final int FIRST_CAPACITY = 64;

  /// Fewer husks than this are not worth a sweep.
  private static final int FEWEST_SWEPT = 64;

  private long[] dues =
      new long[FIRST_CAPACITY]; // Beside the tasks, so that ordering them is quick.
  private Task[] tasks = new Task[FIRST_CAPACITY];
  private int used;
  private boolean rootIsFree;
  private int waiting;
  private int husks;
  private long submitted;
  private final TimeoutRow timeouts = new TimeoutRow();

  /// Adds `action`, due at `dueNanos`.
  public Cancellable add(long dueNanos, Runnable action) {
    var task = new Task(this, submitted++, action);
    waiting++;
    if (rootIsFree) {
      rootIsFree = false;
      siftDown(dueNanos, task, 0);
    } else {
      if (used == tasks.length) {
        dues = Arrays.copyOf(dues, used * 2);
        tasks = Arrays.copyOf(tasks, used * 2);
      }
      siftUp(dueNanos, task, used++);
    }
    return task;
  }

  /// Adds `action` as {@link #add} does, at less cost if it is due no earlier than those that were
  /// added so before.
  public Cancellable addTimeout(long dueNanos, Runnable action) {
    return timeouts.takes(dueNanos)
        ? timeouts.add(dueNanos, submitted++, action)
        : add(dueNanos, action);
  }

  /// How many tasks wait.
  public int size() {
    return waiting + timeouts.size();
  }

  /// When the next task is due, or {@link Long#MAX_VALUE} if none waits.
  public long nextDueNanos() {
    settle();
    long due = used == 0 ? Long.MAX_VALUE : dues[0];
    return Math.min(due, timeouts.firstDueNanos());
  }

  /// Takes out the next task that is due at `nowNanos`, or gives null if none is.
  public @Nullable Runnable pollDue(long nowNanos) {
    settle();
    if (timeoutIsNext()) {
      return timeouts.firstDueNanos() > nowNanos ? null : timeouts.poll();
    }
    if (used == 0 || dues[0] > nowNanos) {
      return null;
    }
    Runnable action = tasks[0].action;
    tasks[0].action = null;
    waiting--;
    rootIsFree = true;
    return action;
  }

  private boolean timeoutIsNext() {
    if (used == 0 || timeouts.size() == 0) {
      return used == 0;
    }
    long due = timeouts.firstDueNanos();
    return due != dues[0] ? due < dues[0] : timeouts.firstSequence() < tasks[0].sequence;
  }

  /// Brings the next task that waits to the root of the heap.
  private void settle() {
    if (rootIsFree) {
      rootIsFree = false;
      dropRoot();
    }
    while (used > 0 && tasks[0].action == null) {
      husks--;
      dropRoot();
    }
  }

  private void dropRoot() {
    used--;
    Task last = tasks[used];
    clear(used, used + 1);
    if (used > 0) {
      siftDown(dues[used], last, 0);
    }
  }

  private void calledOff() {
    waiting--;
    husks++;
    if (husks > Math.max(waiting, FEWEST_SWEPT)) {
      sweep();
    }
  }

  private void sweep() {
    int kept = 0;
    for (int i = 0; i < used; i++) {
      if (tasks[i].action != null) {
        dues[kept] = dues[i];
        tasks[kept++] = tasks[i];
      }
    }
    clear(kept, used);
    used = kept;
    husks = 0;
    rootIsFree = false;
    for (int i = (used >>> 1) - 1; i >= 0; i--) {
      siftDown(dues[i], tasks[i], i);
    }
  }

  @SuppressWarnings("NullAway") // Places past the used ones are never read.
  private void clear(int from, int to) {
    Arrays.fill(tasks, from, to, null);
  }

  private void siftUp(long due, Task task, int from) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      if (!isBefore(due, task, dues[parent], tasks[parent])) {
        break;
      }
      put(dues[parent], tasks[parent], index);
      index = parent;
    }
    put(due, task, index);
  }

  private void siftDown(long due, Task task, int from) {
    int index = from;
    while (true) {
      int child = 2 * index + 1;
      if (child >= used) {
        break;
      }
      int other = child + 1;
      if (other < used && isBefore(dues[other], tasks[other], dues[child], tasks[child])) {
        child = other;
      }
      if (!isBefore(dues[child], tasks[child], due, task)) {
        break;
      }
      put(dues[child], tasks[child], index);
      index = child;
    }
    put(due, task, index);
  }

  private void put(long due, Task task, int index) {
    dues[index] = due;
    tasks[index] = task;
  }

  private static boolean isBefore(long due, Task task, long otherDue, Task other) {
    return due != otherDue ? due < otherDue : task.sequence < other.sequence;
  }

  private static final class Task implements Cancellable {
    final TaskHeap heap;
    final long sequence;
    @Nullable Runnable action; // Null once it was taken out or called off.

    Task(TaskHeap heap, long sequence, Runnable action) {
      this.heap = heap;
      this.sequence = sequence;
      this.action = action;
    }

    @Override
    public void cancel() {
      if (action != null) {
        action = null;
        heap.calledOff();
      }
    }
  }
}
