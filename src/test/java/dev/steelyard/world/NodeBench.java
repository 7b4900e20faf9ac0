package dev.steelyard.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.balancer.time.FakeTimeline;
import dev.steelyard.balancer.time.Seeds;
import dev.steelyard.fault.ActiveFault;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Ending;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.NodeCondition;
import dev.steelyard.fault.Scope;
import dev.steelyard.scenario.NodeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A mock node in virtual time, clients that write down what they get, and faults.
abstract class NodeBench {
  static final long MILLI = 1_000_000;
  static final int NO_LIMIT = NodeSpec.MOST_QUEUE;

  static final Effect REFUSE = new Effect.Refuse();
  static final Effect HANG = new Effect.Hang();
  static final Effect RESET = new Effect.Reset();

  final FakeTimeline timeline = new FakeTimeline();

  /// How calls ended: `at 10 a 200`, with the time in milliseconds.
  final List<String> ended = new ArrayList<>();

  private List<ActiveFault> acting = List.of();

  MockNode node(double speed, int workers, int queue) {
    var spec = new NodeSpec("n", 1, speed, workers, OptionalInt.of(queue));
    return new MockNode(spec, 7, timeline, new Seeds(1).stream("node"));
  }

  /// A node of one worker that draws these numbers, and no more.
  MockNode nodeOfChance(double... values) {
    var spec = new NodeSpec("n", 1, 1, 1, OptionalInt.empty());
    return new MockNode(spec, NO_LIMIT, timeline, new Doubles(values));
  }

  void traffic(MockNode node, String name, long workMillis) {
    node.arrive(new Recorded(name, workMillis * MILLI, false));
  }

  void check(MockNode node, String name) {
    node.arrive(new Recorded(name, 0, true));
  }

  /// Sets just these faults. Those that were set before go on as they are, with what they remember.
  void set(MockNode node, Scope scope, Effect... effects) {
    set(node, Arrays.stream(effects).map(effect -> new Fault(effect, scope)).toArray(Fault[]::new));
  }

  void set(MockNode node, Fault... faults) {
    acting = Stream.of(faults).map(this::active).toList();
    node.setCondition(NodeCondition.of(acting));
  }

  private ActiveFault active(Fault fault) {
    return acting.stream()
        .filter(active -> active.fault().equals(fault))
        .findFirst()
        .orElseGet(() -> new ActiveFault(fault));
  }

  void mend(MockNode node) {
    set(node);
  }

  void runTo(long millis) {
    timeline.runUntil(millis * MILLI);
  }

  class Recorded implements Call {
    private final String name;
    private final long workNanos;
    private final boolean healthCheck;
    private boolean over;

    Recorded(String name, long workNanos, boolean healthCheck) {
      this.name = name;
      this.workNanos = workNanos;
      this.healthCheck = healthCheck;
    }

    @Override
    public long workNanos() {
      return workNanos;
    }

    @Override
    public boolean healthCheck() {
      return healthCheck;
    }

    @Override
    public boolean hasBody() {
      return !name.startsWith("HEAD");
    }

    @Override
    public void trickle(Reply reply, int bodyBytes) {
      assertThat(over).as("%s ended before", name).isFalse();
      hear(bodyBytes + " bytes");
    }

    @Override
    public void answer(Reply reply) {
      String ending =
          reply.ending() == Ending.WHOLE
              ? ""
              : " " + reply.ending().name().toLowerCase(java.util.Locale.ROOT);
      String later = reply.retryAfterNanos() < 0 ? "" : " after " + reply.retryAfterNanos() / MILLI;
      end(reply.status() + later + ending);
    }

    @Override
    public void reset() {
      end("reset");
    }

    @Override
    public void leaveHanging() {
      assertThat(over).as("%s ended before", name).isFalse();
    }

    private void end(String how) {
      assertThat(over).as("%s ended before", name).isFalse();
      over = true;
      hear(how);
    }

    private void hear(String what) {
      String at = Double.toString((double) timeline.nanos() / MILLI).replaceAll("\\.0$", "");
      ended.add("at " + at + " " + name + " " + what);
    }
  }

  /// Draws these numbers and then fails.
  private static final class Doubles implements RandomGenerator {
    private final double[] values;
    private int next;

    Doubles(double... values) {
      this.values = values;
    }

    @Override
    public long nextLong() {
      throw new AssertionError("only doubles are drawn");
    }

    @Override
    public double nextDouble() {
      return values[next++];
    }
  }
}
