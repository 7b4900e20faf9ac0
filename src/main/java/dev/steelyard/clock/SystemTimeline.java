package dev.steelyard.clock;

import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.TaskHeap;
import dev.steelyard.balancer.time.Timeline;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Wall-clock time: one event-loop thread, which others enter by {@link #execute}.
///
/// The loop parks until shortly before the next task is due and spins the little rest, so a task is
/// some 20 µs late at the median, for a tenth of a core at 5,000 tasks a second. Time can stand
/// still ({@link #freeze}); what is executed from outside runs even then.
///
/// A task that throws ends the loop, and what it threw goes to the listener for failures, on the
/// loop's thread.
public final class SystemTimeline implements Timeline, AutoCloseable {
  /// How long before a task is due the loop wakes: the kernel's timer slack of 50 µs, and a little.
  private static final long EARLY_NANOS = 60_000;

  /// How long {@link #close} waits for the task that is running.
  private static final long CLOSE_MILLIS = 5_000;

  private static final long NOT_FROZEN = -1;
  private static final long AWAKE = Long.MIN_VALUE;
  private static final long AT_ONCE = Long.MIN_VALUE + 1;

  private final Thread loop;
  private final Consumer<Throwable> failures;
  private final TaskHeap heap = new TaskHeap(); // The loop's, once it has started.
  private final AtomicReference<@Nullable Posted> posted = new AtomicReference<>();
  private final AtomicLong parkedUntil = new AtomicLong(AWAKE);
  private volatile Clock clock = new Clock(System.nanoTime(), 0);
  private volatile boolean closed;

  /// Time stands at 0, and no task runs, until {@link #start}.
  ///
  /// @param name the name of the loop's thread, which keeps no JVM alive
  /// @param failures hears what a task threw
  public SystemTimeline(String name, Consumer<Throwable> failures) {
    this.failures = failures;
    this.loop = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /// Begins to run tasks. To be called once, and not after {@link #close}.
  public void start() {
    clock = new Clock(System.nanoTime(), NOT_FROZEN);
    loop.start();
  }

  @Override
  public long nanos() {
    while (true) {
      Clock read = clock;
      long now = read.nanosAt(System.nanoTime());
      if (clock == read) { // Else time stood still or went on meanwhile.
        return now;
      }
    }
  }

  @Override
  public Cancellable after(long delayNanos, Runnable task) {
    return heap.add(dueNanos(delayNanos), task);
  }

  @Override
  public Cancellable timeout(long delayNanos, Runnable task) {
    return heap.addTimeout(dueNanos(delayNanos), task);
  }

  /// The same as {@link #after}, from any thread, and so is calling it off. A task that is called
  /// off from another thread may begin even so if it is due just now.
  public Cancellable afterFromAnywhere(long delayNanos, Runnable task) {
    var entering = new Entering(dueNanos(delayNanos), task);
    if (isLoop()) {
      entering.run();
    } else {
      post(entering, entering.dueNanos);
    }
    return entering;
  }

  @Override
  public void execute(Runnable task) {
    post(task, AT_ONCE);
  }

  /// Stops time: {@link #nanos} stands still and no timer fires until {@link #thaw}. From any
  /// thread; on the loop's own it takes effect at once, else as soon as the loop gets to it.
  public void freeze() {
    onLoop(() -> {
      if (!clock.frozen()) {
        clock = new Clock(clock.originNanos, nanos());
      }
    });
  }

  /// Lets time go on from where it stood. From any thread.
  public void thaw() {
    onLoop(() -> {
      if (clock.frozen()) {
        clock = new Clock(System.nanoTime() - clock.frozenNanos, NOT_FROZEN);
      }
    });
  }

  /// Ends the loop after the task that is running, and waits for that, for 5 s at most; on the
  /// loop's own thread it does not wait. What is executed afterwards is dropped.
  @Override
  public void close() {
    closed = true;
    if (isLoop()) {
      return;
    }
    LockSupport.unpark(loop);
    try {
      loop.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void onLoop(Runnable task) {
    if (isLoop()) {
      task.run();
    } else {
      execute(task);
    }
  }

  /// Whether the caller runs on the loop's own thread.
  public boolean isLoop() {
    return Thread.currentThread().threadId() == loop.threadId();
  }

  private long dueNanos(long delayNanos) {
    long now = nanos();
    long due = now + Math.max(0, delayNanos);
    return due < now ? Long.MAX_VALUE : due;
  }

  /// Hands `task` to the loop, and wakes it if it sleeps past `neededNanos`.
  private void post(Runnable task, long neededNanos) {
    if (closed) {
      return;
    }
    var entry = new Posted(task);
    @Nullable Posted last;
    do {
      last = posted.get();
      entry.next = last;
    } while (!posted.compareAndSet(last, entry));
    long until = parkedUntil.get();
    if (until > neededNanos && parkedUntil.compareAndSet(until, AWAKE)) {
      LockSupport.unpark(loop);
    }
  }

  private void run() {
    try {
      while (!closed) {
        runDue();
        if (!runPosted()) {
          rest();
        }
      }
    } catch (Throwable failure) {
      closed = true;
      failures.accept(failure);
    }
  }

  /// Runs what is due by now, and not what becomes due meanwhile, so that neither timers nor what
  /// comes from outside starves the other.
  private void runDue() {
    long now = nanos();
    while (!closed && !clock.frozen()) {
      Runnable task = heap.pollDue(now);
      if (task == null) {
        return;
      }
      task.run();
    }
  }

  private boolean runPosted() {
    if (posted.get() == null) {
      return false;
    }
    Posted next = inOrder(posted.getAndSet(null));
    while (next != null && !closed) {
      next.task.run();
      next = next.next;
    }
    return true;
  }

  private static @Nullable Posted inOrder(@Nullable Posted last) {
    Posted first = null;
    Posted entry = last;
    while (entry != null) {
      Posted before = entry.next;
      entry.next = first;
      first = entry;
      entry = before;
    }
    return first;
  }

  private void rest() {
    long due = clock.frozen() ? Long.MAX_VALUE : heap.nextDueNanos();
    long remaining = due - nanos();
    if (remaining <= EARLY_NANOS) {
      Thread.onSpinWait();
      return;
    }
    parkedUntil.set(due);
    // Read again after the set: whoever posts either sees that the loop is parked or is seen here.
    if (posted.get() == null && !closed) {
      if (due == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, remaining - EARLY_NANOS);
      }
    }
    parkedUntil.set(AWAKE);
  }

  /// How time follows from the system's. Immutable, so that a reader never mixes two states.
  private static final class Clock {
    final long originNanos; // The system's time at 0.
    final long frozenNanos; // Where time stands still, or NOT_FROZEN.

    Clock(long originNanos, long frozenNanos) {
      this.originNanos = originNanos;
      this.frozenNanos = frozenNanos;
    }

    boolean frozen() {
      return frozenNanos != NOT_FROZEN;
    }

    long nanosAt(long systemNanos) {
      return frozen() ? frozenNanos : systemNanos - originNanos;
    }
  }

  /// A task on its way to the loop: a stack that many push to and the loop takes as a whole.
  private static final class Posted {
    final Runnable task;
    @Nullable Posted next;

    Posted(Runnable task) {
      this.task = task;
    }
  }

  /// A timer on its way into the loop's heap.
  private final class Entering implements Runnable, Cancellable {
    final long dueNanos;
    private final Runnable task;
    private Cancellable timer = Cancellable.NOTHING; // The loop's.
    private volatile boolean cancelled;

    Entering(long dueNanos, Runnable task) {
      this.dueNanos = dueNanos;
      this.task = task;
    }

    @Override
    public void run() {
      if (!cancelled) {
        timer = heap.add(dueNanos, task);
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      onLoop(() -> timer.cancel());
    }
  }
}
