package dev.steelyard.bench;

import dev.steelyard.balancer.Balancer;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.balancer.event.EventSink;
import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.node.Pool;
import dev.steelyard.balancer.request.Request;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.live.LiveWorld;
import dev.steelyard.metrics.FlowSamples;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.Member;
import dev.steelyard.metrics.Recorder;
import dev.steelyard.scenario.Scenario;
import java.util.concurrent.CountDownLatch;

/// A closed loop through the balancer: each request that ends is followed by the next one.
final class BalancedLoop implements EventSink {
  private static final long FRAME_NANOS = 100_000_000L;

  private final LiveWorld world;
  private final Timeline timeline;
  private final Recorder recorder;
  private final Balancer balancer;
  private volatile Frame newest;
  private CountDownLatch over = new CountDownLatch(0); // The Timeline's, like all below.
  private long sent;
  private long toSend;
  private long inFlight;
  private long failed;

  private BalancedLoop(Scenario scenario, LiveWorld world) {
    this.world = world;
    this.timeline = world.timeline();
    this.recorder =
        new Recorder(
            scenario.nodes().stream()
                .map(node -> new Member(node.id(), 1, node.workers()))
                .toList(),
            timeline.nanos(),
            FRAME_NANOS,
            false,
            new FlowSamples(),
            () -> inFlight,
            1);
    var pool = new Pool();
    for (Endpoint endpoint : world.endpoints()) {
      pool.add(endpoint, 1);
    }
    this.balancer =
        new Balancer(
            timeline,
            world.transport(),
            pool,
            new Seeds(scenario.seed()),
            this,
            scenario.balancer());
    this.newest = recorder.look(timeline.nanos(), world::load);
  }

  static BalancedLoop start(Scenario scenario, LiveWorld world) {
    var loop = new BalancedLoop(scenario, world);
    loop.timeline.execute(() -> {
      loop.recorder.beginMeasuring(loop.timeline.nanos(), world::load);
      loop.balancer.start();
      loop.timeline.after(FRAME_NANOS, loop::tick);
    });
    return loop;
  }

  /// Sends so many requests and waits until all have been answered.
  void run(long requests, int atOnce) throws InterruptedException {
    var ended = new CountDownLatch(1);
    timeline.execute(() -> {
      over = ended;
      toSend = requests;
      for (int i = 0; i < atOnce; i++) {
        sendNext();
      }
    });
    ended.await();
    if (failed > 0) {
      throw new IllegalStateException(failed + " requests failed");
    }
  }

  Frame newest() {
    return newest;
  }

  @Override
  public void on(Event event) {
    recorder.on(event);
    if (event instanceof Event.RequestEnded ended) {
      inFlight--;
      failed += ended.outcome().succeeded() ? 0 : 1;
      sendNext();
      if (inFlight == 0) {
        over.countDown();
      }
    }
  }

  private void sendNext() {
    if (toSend > 0) {
      toSend--;
      inFlight++;
      balancer.dispatch(Request.get(++sent, "/"), timeline.nanos());
    }
  }

  private void tick() {
    timeline.after(FRAME_NANOS, this::tick);
    long now = timeline.nanos();
    recorder.read(now);
    newest = recorder.look(now, world::load);
    recorder.turn();
  }
}
