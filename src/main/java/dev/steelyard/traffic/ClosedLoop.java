package dev.steelyard.traffic;

import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Cancellable;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.traffic.Arrivals.Closed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Users who each send a request, wait for its end, think, and send the next; see {@link Closed}.
final class ClosedLoop implements Loop {
  /// From one request of a user to its next.
  private static final long LEAST_CYCLE_NANOS = 1_000_000;

  private final Timeline timeline;
  private final Seeds seeds;
  private final RequestMaker maker;
  private final Generator.Target target;
  private final List<User> users = new ArrayList<>();
  private final Map<Long, User> waiting = new HashMap<>(); // Bounded by the requests in flight.
  private Distribution think;
  private boolean running;

  ClosedLoop(
      Timeline timeline,
      Seeds seeds,
      RequestMaker maker,
      Generator.Target target,
      Closed arrivals) {
    this.timeline = timeline;
    this.seeds = seeds;
    this.maker = maker;
    this.target = target;
    this.think = arrivals.think();
    resize(arrivals.users());
  }

  @Override
  public void resume() {
    running = true;
    users.forEach(User::goOn);
  }

  @Override
  public void pause() {
    running = false;
    users.forEach(User::hold);
  }

  @Override
  public void ended(long request) {
    User user = waiting.remove(request);
    if (user != null) {
      user.answered();
    }
  }

  /// Lets users come or go, the last ones first. With another think time those who think begin to
  /// think anew; else a shorter one would not act until a longer one is over.
  void change(Closed changed) {
    boolean otherThink = !changed.think().equals(think);
    think = changed.think();
    resize(changed.users());
    if (otherThink) {
      users.forEach(User::beginAnew);
    }
  }

  private void resize(int count) {
    while (users.size() > count) {
      users.removeLast().leave();
    }
    while (users.size() < count) {
      var user = new User(seeds.stream("think-" + (users.size() + 1)));
      users.add(user);
      user.think(user.partOfAThink());
    }
  }

  /// One user, who either thinks or waits; run by the end of its thinking.
  private final class User implements Runnable {
    final RandomGenerator chance;
    boolean thinks;
    boolean left;
    long dueNanos; // While it thinks, and time runs, when it sends; later, when it should have.
    long remainingNanos; // While it thinks and time stands still, for how long it will go on.
    Cancellable next = Cancellable.NOTHING;

    User(RandomGenerator chance) {
      this.chance = chance;
    }

    @Override
    public void run() {
      thinks = false;
      Request request = maker.next();
      waiting.put(request.id(), this); // First, since the request may end before it is sent.
      target.send(request, dueNanos);
    }

    void answered() {
      if (!left) {
        long soonest = dueNanos + LEAST_CYCLE_NANOS - timeline.nanos();
        think(Math.max(think.sample(chance), soonest));
      }
    }

    void think(long forNanos) {
      thinks = true;
      remainingNanos = forNanos;
      if (running) {
        goOn();
      }
    }

    void goOn() {
      if (thinks) {
        dueNanos = timeline.nanos() + remainingNanos;
        next = timeline.after(remainingNanos, this);
      }
    }

    void hold() {
      if (thinks) {
        next.cancel();
        remainingNanos = Math.max(0, dueNanos - timeline.nanos());
      }
    }

    void beginAnew() {
      if (thinks) {
        next.cancel();
        think(partOfAThink());
      }
    }

    void leave() {
      left = true;
      next.cancel();
    }

    long partOfAThink() {
      return (long) (think.sample(chance) * chance.nextDouble());
    }
  }
}
