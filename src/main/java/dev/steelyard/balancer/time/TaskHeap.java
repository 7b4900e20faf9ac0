package dev.steelyard.balancer.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Tasks ordered by when they are due, and by submission where that is equal: what both kinds of
/// Timeline are made of.
///
/// A binary heap over plain arrays. A task knows its place in it, so calling it off removes it at
/// once in O(log n) and timeouts which never fire leave nothing behind. Not thread-safe.
public final class TaskHeap {
  private static final int FIRST_CAPACITY = 64;

  private Task[] tasks = new Task[FIRST_CAPACITY];
  private int size;
  private long submitted;

  /// Adds `action`, due at `dueNanos`.
  public Cancellable add(long dueNanos, Runnable action) {
    if (size == tasks.length) {
      tasks = Arrays.copyOf(tasks, size * 2);
    }
    var task = new Task(this, dueNanos, submitted++, action);
    siftUp(task, size++);
    return task;
  }

  /// How many tasks wait.
  public int size() {
    return size;
  }

  /// When the next task is due, or {@link Long#MAX_VALUE} if none waits.
  public long nextDueNanos() {
    return size == 0 ? Long.MAX_VALUE : tasks[0].dueNanos;
  }

  /// Takes out the next task that is due at `nowNanos`, or gives null if none is.
  public @Nullable Runnable pollDue(long nowNanos) {
    if (size == 0 || tasks[0].dueNanos > nowNanos) {
      return null;
    }
    Task first = tasks[0];
    removeAt(0);
    return first.action;
  }

  private void removeAt(int index) {
    tasks[index].place = Task.GONE;
    size--;
    Task last = tasks[size];
    clear(size);
    if (index == size) {
      return;
    }
    if (index > 0 && last.isBefore(tasks[(index - 1) >>> 1])) {
      siftUp(last, index);
    } else {
      siftDown(last, index);
    }
  }

  @SuppressWarnings("NullAway") // Places past the size are never read.
  private void clear(int index) {
    tasks[index] = null;
  }

  private void siftUp(Task task, int from) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      if (!task.isBefore(tasks[parent])) {
        break;
      }
      put(tasks[parent], index);
      index = parent;
    }
    put(task, index);
  }

  private void siftDown(Task task, int from) {
    int index = from;
    while (true) {
      int child = 2 * index + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && tasks[child + 1].isBefore(tasks[child])) {
        child++;
      }
      if (!tasks[child].isBefore(task)) {
        break;
      }
      put(tasks[child], index);
      index = child;
    }
    put(task, index);
  }

  private void put(Task task, int index) {
    tasks[index] = task;
    task.place = index;
  }

  private static final class Task implements Cancellable {
    static final int GONE = -1;

    final TaskHeap heap;
    final long dueNanos;
    final long sequence;
    final Runnable action;
    int place = GONE;

    Task(TaskHeap heap, long dueNanos, long sequence, Runnable action) {
      this.heap = heap;
      this.dueNanos = dueNanos;
      this.sequence = sequence;
      this.action = action;
    }

    boolean isBefore(Task other) {
      return dueNanos != other.dueNanos ? dueNanos < other.dueNanos : sequence < other.sequence;
    }

    @Override
    public void cancel() {
      if (place != GONE) {
        heap.removeAt(place);
      }
    }
  }
}
