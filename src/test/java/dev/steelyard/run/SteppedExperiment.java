package dev.steelyard.run;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.metrics.FlowSamples;
import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.sim.SimWorld;
import dev.steelyard.traffic.TrafficSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The real engine in virtual time, which goes on only when it is told to or when a clock says so,
/// and remembers what was asked of it. For one thread.
public final class SteppedExperiment implements Experiment {
  private final SimWorld world;
  private final Trial trial;
  private final FlowSamples samples = new FlowSamples();
  private final LongSupplier clock;
  private final List<String> commands = new ArrayList<>();
  private Scenario scenario;
  private Frame frame;
  private Optional<String> failure = Optional.empty();
  private long readNanos;
  private boolean paused;
  private boolean closed;

  /// @param clock nanoseconds; each look at the frame lets as much time pass in the experiment
  public SteppedExperiment(Scenario scenario, LongSupplier clock) {
    this.scenario = scenario;
    this.clock = clock;
    this.readNanos = clock.getAsLong();
    world = new SimWorld(scenario);
    trial = new Trial(scenario, world, samples, this::look);
    trial.start(true);
    frame = trial.look();
  }

  private void look() {
    frame = trial.look();
  }

  public void advance(Duration time) {
    world.timeline().runUntil(world.timeline().nanos() + time.toNanos());
  }

  /// What was asked, in order, in words.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  public boolean closed() {
    return closed;
  }

  public void breakDown(String why) {
    failure = Optional.of(why);
  }

  @Override
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public Frame frame() {
    long now = clock.getAsLong();
    if (!paused) {
      advance(Duration.ofNanos(now - readNanos));
    }
    readNanos = now;
    return frame;
  }

  @Override
  public FlowSamples samples() {
    return samples;
  }

  @Override
  public void change(BalancerSettings settings) {
    commands.add("balancer");
    scenario = scenario.withBalancer(settings);
    trial.change(settings);
  }

  @Override
  public void change(TrafficSettings settings) {
    commands.add("traffic");
    scenario = scenario.withTraffic(settings);
    trial.change(settings);
  }

  @Override
  public void change(GatewaySettings settings) {
    commands.add("gateway");
    scenario = scenario.withServices(scenario.services().withGateway(settings));
    trial.change(settings);
  }

  @Override
  public void inject(String node, Fault fault) {
    commands.add("inject " + node + " " + fault.words());
    trial.inject(node, fault);
  }

  @Override
  public void clear(String node, FaultType type) {
    commands.add("clear " + node + " " + type.id());
    trial.clear(node, type);
  }

  @Override
  public void join(String node) {
    commands.add("join " + node);
    trial.join(node);
  }

  @Override
  public void leave(String node) {
    commands.add("leave " + node);
    trial.leave(node);
  }

  @Override
  public void setWeight(String node, int weight) {
    commands.add("weight " + node + " " + weight);
    scenario = scenario.withWeight(node, weight);
    trial.setWeight(node, weight);
  }

  @Override
  public void add(NodeSpec node) {
    commands.add("add " + node.id());
    scenario = scenario.withNode(node);
    trial.add(node);
  }

  @Override
  public void inject(RegistryEffect effect) {
    commands.add("inject " + effect.words());
    trial.inject(effect);
  }

  @Override
  public void clear(RegistryEffect effect) {
    commands.add("clear " + effect.words());
    trial.clear(effect);
  }

  @Override
  public void pause() {
    commands.add("pause");
    trial.pauseTraffic();
    paused = true;
  }

  @Override
  public void resume() {
    commands.add("resume");
    readNanos = clock.getAsLong();
    trial.resumeTraffic();
    paused = false;
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public void openDoor(DoorSettings settings) {
    throw new UnsupportedOperationException("there are no sockets in virtual time");
  }

  @Override
  public void closeDoor() {}

  @Override
  public Optional<DoorStatus> door() {
    return Optional.empty();
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    closed = true;
  }
}
