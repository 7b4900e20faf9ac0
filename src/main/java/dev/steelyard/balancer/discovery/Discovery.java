package dev.steelyard.balancer.discovery;

import dev.steelyard.balancer.event.DiscoveryState;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Timeline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Keeps the members of one balancer as its source says, and keeps them well when the source is
/// not.
///
/// It fetches the whole list, watches for changes from its revision on, and fetches it again every
/// `poll` ± `pollJitter`, watch or not. A watch that breaks is opened again from where it was,
/// after a backoff with jitter; when the source no longer knows that revision, the list is fetched
/// and watched anew. A poll that shows what the watch never told proves that the watch died
/// silently.
///
/// What it hears goes to its {@link MemberList} at once and as a whole, as the difference to what
/// is there. Two answers are mistrusted, see {@link DiscoverySettings#emptyAfter}: an empty list,
/// and the list of a registry that lost its memory; those who are missing in them leave only when
/// that has lasted.
///
/// While it is cut off it keeps the last list and marks it stale. It is cut off from the first
/// thing that fails, a poll or the watch, to the first that succeeds; a watch that stays shut while
/// polls are answered is no reason. After {@link DiscoverySettings#cacheFor} the list is out of
/// date: it is kept even so, unless {@link WhenOutdated#DROP} is set.
///
/// How late it is at most: {@link DiscoverySettings#longestLag}. Lives on the Timeline's thread.
public final class Discovery {
  private final Timeline timeline;
  private final String service;
  private final MemberSource source;
  private final DiscoverySettings settings;
  private final MemberList members;
  private final EventSink events;
  private final KnownList known = new KnownList();
  private final ListGuard guard;
  private final PollLoop polls;
  private final WatchLoop watch;
  private Map<String, Instance> current = Map.of();
  private DiscoveryState state = DiscoveryState.STARTING;
  private String reason = "nothing heard yet";
  private long sinceNanos;
  private long confirmedNanos;
  private long staleSinceNanos;
  private long lagNanos;
  private int failures;
  private final boolean watches;
  private boolean watchNeedsList;
  private boolean running;
  private Cancellable outdating = Cancellable.NOTHING;
  private Cancellable release = Cancellable.NOTHING;

  /// @param random spreads polls and waits
  /// @param members whose members these are
  /// @param events hears of changes of the state
  public Discovery(
      Timeline timeline,
      RandomGenerator random,
      String service,
      MemberSource source,
      DiscoverySettings settings,
      MemberList members,
      EventSink events) {
    this.timeline = timeline;
    this.service = service;
    this.source = source;
    this.settings = settings;
    this.members = members;
    this.events = events;
    this.watches = settings.watch() && source.canWatch();
    this.guard = new ListGuard(settings.emptyAfter().toNanos());
    this.polls = new PollLoop(timeline, random, source, settings, new Answers());
    this.watch = new WatchLoop(timeline, random, source, settings, known, new Watched());
  }

  /// Begins to ask.
  ///
  /// @param present the members that are there already, such as those of a list from before; they
  ///   are as good as if the source had told them last
  public void start(Collection<Instance> present) {
    Map<String, Instance> byId = new LinkedHashMap<>();
    present.forEach(instance -> byId.put(instance.id(), instance));
    current = byId;
    guard.hear(byId, false, timeline.nanos());
    sinceNanos = timeline.nanos();
    watchNeedsList = watches;
    running = true;
    polls.ask();
  }

  /// Asks nobody any more. The members stay, and the source is closed.
  public void stop() {
    if (running) {
      running = false;
      polls.stop();
      watch.stop();
      outdating.cancel();
      release.cancel();
      enter(DiscoveryState.STOPPED, "stopped");
      source.close();
    }
  }

  /// What it believes now.
  public DiscoveryView view() {
    List<String> held =
        current.keySet().stream().filter(id -> !guard.listed().containsKey(id)).toList();
    return new DiscoveryView(
        timeline.nanos(),
        service,
        source.words(),
        state,
        sinceNanos,
        reason,
        state.stale() ? OptionalLong.of(staleSinceNanos) : OptionalLong.empty(),
        known.epoch(),
        known.revision(),
        List.copyOf(current.keySet()),
        held,
        confirmedNanos,
        lagNanos,
        failures);
  }

  private void heard(boolean memoryLost) {
    guard.hear(known.instances(), memoryLost, timeline.nanos());
    swap();
  }

  /// Brings the members to what is heeded now.
  private void swap() {
    long now = timeline.nanos();
    release.cancel();
    long heldNanos = guard.holdsUntil(now) - now;
    if (heldNanos > 0) {
      release = timeline.after(heldNanos, polls::ask); // A fresh answer has to say it again.
    }
    Map<String, Instance> wanted = guard.heeded();
    Difference difference = Difference.between(current, wanted);
    current = wanted;
    if (!difference.isEmpty()) {
      members.change(difference);
    }
  }

  /// The source was heard of.
  private void contact(String how) {
    confirmedNanos = timeline.nanos();
    failures = 0;
    outdating.cancel();
    enter(watch.isOpen() ? DiscoveryState.WATCHING : DiscoveryState.POLLING, how);
  }

  private void cutOff(String why) {
    failures++;
    if (!known.isThere() && current.isEmpty()) {
      enter(DiscoveryState.STARTING, why);
    } else if (state.stale()) {
      enter(state, why);
    } else {
      staleSinceNanos = timeline.nanos();
      outdating = timeline.after(settings.cacheFor().toNanos(), this::becomeOutdated);
      enter(DiscoveryState.RECONNECTING, why);
    }
  }

  private void becomeOutdated() {
    enter(DiscoveryState.OUTDATED, "stale for longer than it is cached: " + reason);
    if (settings.whenOutdated() == WhenOutdated.DROP) {
      guard.drop();
      swap();
    }
  }

  private void enter(DiscoveryState next, String why) {
    DiscoveryState before = state;
    if (next == before) {
      reason = why;
      return;
    }
    long now = timeline.nanos();
    state = next;
    reason = why;
    sinceNanos = now;
    events.on(new Event.DiscoveryChanged(now, service, before, next, why));
  }

  /// Hears of answers to polls.
  private final class Answers implements PollLoop.Listener {
    @Override
    public void listed(Listing listing) {
      Map<String, Instance> before = known.instances();
      boolean memoryLost = known.take(listing);
      contact("the list was fetched");
      heard(memoryLost);
      if (watchNeedsList) {
        watchNeedsList = false;
        watch.open();
      } else if (memoryLost && watches) {
        watch.open(); // The old one can tell nothing any more, even if it did not say so.
      } else {
        watch.polled(!known.instances().equals(before));
      }
    }

    @Override
    public void fetchFailed(String why) {
      guard.doubt();
      cutOff(why);
    }
  }

  /// Hears of the watch.
  private final class Watched implements WatchLoop.Listener {
    @Override
    public void watchOpened() {
      contact("the watch is open");
      if (guard.dropped()) {
        polls.ask(); // What is known is old; what has changed since comes along the watch.
      }
    }

    @Override
    public void changed(List<Change> changes) {
      lagNanos = timeline.nanos() - changes.getLast().atNanos();
      known.take(changes);
      contact("a change was told");
      heard(false);
    }

    @Override
    public void listNeeded(String why) {
      watchNeedsList = true;
      enter(DiscoveryState.POLLING, why);
      polls.ask();
    }

    @Override
    public void watchDied(String why) {
      enter(DiscoveryState.POLLING, why);
    }

    @Override
    public void watchFailed(String why, boolean wasOpen) {
      boolean pollsAreAnswered = state == DiscoveryState.POLLING && !settings.poll().isZero();
      if (wasOpen || !pollsAreAnswered) {
        cutOff(why);
      }
    }
  }
}
