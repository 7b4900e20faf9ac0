package dev.steelyard.run;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.discovery.RegistryEffect;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.live.LiveWorld;
import dev.steelyard.metrics.FlowSamples;
import dev.steelyard.metrics.Frame;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.TrafficSettings;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An experiment over real HTTP on loopback. It goes on until it is closed.
public final class LiveExperiment implements Experiment {
  private final LiveWorld world;
  private final Timeline timeline;
  private final Trial trial;
  private final FlowSamples samples = new FlowSamples();
  private final Observer observer;
  private volatile Scenario scenario; // Changed under this object's lock.
  private volatile Frame newest;
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean paused;
  private final Object doorLock = new Object();
  private volatile @Nullable Door door; // Changed under its lock.
  private volatile @Nullable ServedRegistry registry; // Set once, when it opens.
  private boolean frozen; // Belongs to the Timeline, like the trial.

  private LiveExperiment(Scenario scenario, LiveWorld world, Observer observer) {
    this.world = world;
    this.timeline = world.timeline();
    this.scenario = scenario;
    this.observer = observer;
    this.trial = new Trial(scenario, world, observer.after(samples), this::onReading);
    this.newest = trial.look();
  }

  /// Opens the nodes and begins. The first experiment of a process should be preceded by {@link
  /// #warmUp}.
  ///
  /// @throws IOException if the nodes cannot listen; the message says what to do
  public static LiveExperiment open(Scenario scenario, Observers observers) throws IOException {
    LiveWorld world = LiveWorld.open(scenario);
    var experiment = new LiveExperiment(scenario, world, observers.of(scenario));
    world.onFailure(problem ->
        experiment.failure =
            Optional.of("The run broke down (" + problem + "). Reset to start it again."));
    try {
      experiment.registry = ServedRegistry.open(scenario, world, experiment.trial);
    } catch (IOException failure) {
      world.close();
      throw failure;
    }
    experiment.timeline.execute(() -> experiment.trial.start(true));
    return experiment;
  }

  /// Plays a short run that nobody sees, so that the first one that somebody sees is not measured
  /// while everything is loaded and compiled. Takes about a second.
  ///
  /// @throws IOException if the nodes cannot listen; the message says what to do
  public static void warmUp() throws IOException {
    WarmUp.play();
  }

  @Override
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public Frame frame() {
    return newest;
  }

  @Override
  public FlowSamples samples() {
    return samples;
  }

  @Override
  public void change(BalancerSettings settings) {
    synchronized (this) {
      scenario = scenario.withBalancer(settings);
    }
    act(() -> trial.change(settings));
  }

  @Override
  public void change(TrafficSettings settings) {
    synchronized (this) {
      scenario = scenario.withTraffic(settings);
    }
    act(() -> trial.change(settings));
  }

  @Override
  public void change(GatewaySettings settings) {
    synchronized (this) {
      scenario = scenario.withServices(scenario.services().withGateway(settings));
    }
    act(() -> trial.change(settings));
    synchronized (doorLock) {
      Door open = door;
      if (open != null) {
        log(open, settings);
      }
    }
  }

  @Override
  public void inject(String node, Fault fault) {
    act(() -> trial.inject(node, fault));
  }

  @Override
  public void clear(String node, FaultType type) {
    act(() -> trial.clear(node, type));
  }

  @Override
  public void join(String node) {
    act(() -> trial.join(node));
  }

  @Override
  public void leave(String node) {
    act(() -> trial.leave(node));
  }

  @Override
  public void setWeight(String node, int weight) {
    synchronized (this) {
      scenario = scenario.withWeight(node, weight);
    }
    act(() -> trial.setWeight(node, weight));
  }

  @Override
  public void add(NodeSpec node) {
    NodeSpec placed;
    synchronized (this) {
      scenario = scenario.withNode(node);
      placed = scenario.nodes().getLast();
    }
    act(() -> trial.add(placed));
  }

  @Override
  public void inject(RegistryEffect effect) {
    act(() -> trial.inject(effect));
  }

  @Override
  public void clear(RegistryEffect effect) {
    act(() -> trial.clear(effect));
  }

  @Override
  public void pause() {
    paused = true;
    act(() -> {
      trial.pauseTraffic();
      freezeIfIdle();
    });
  }

  @Override
  public void resume() {
    paused = false;
    act(() -> {
      world.thaw();
      frozen = false;
      trial.resumeTraffic();
    });
  }

  @Override
  public boolean paused() {
    return paused;
  }

  private void log(Door open, GatewaySettings settings) {
    try {
      open.log(Optional.of(settings));
    } catch (IOException failure) {
      act(() -> trial.noteDoor(String.valueOf(failure.getMessage())));
    }
  }

  /// While a door is open a pause stops the scenario's own traffic alone, and not the time.
  @Override
  public void openDoor(DoorSettings settings) throws IOException {
    synchronized (doorLock) {
      closeDoor();
      door = Door.open(settings, world, trial, scenario.services().gateway());
    }
    act(() -> {
      world.thaw();
      frozen = false;
    });
  }

  @Override
  public void closeDoor() {
    synchronized (doorLock) {
      Door open = door;
      if (open != null) {
        door = null;
        open.close();
        act(() -> trial.noteDoor("the front door is closed"));
      }
    }
  }

  @Override
  public Optional<DoorStatus> door() {
    Door open = door;
    return open == null ? Optional.empty() : Optional.of(open.status());
  }

  @Override
  public Optional<String> failure() {
    return failure;
  }

  @Override
  public void close() {
    closeDoor();
    ServedRegistry served = registry;
    if (served != null) {
      served.close();
    }
    world.close();
  }

  /// Does something on the Timeline. While time stands still no frame would show it, so one is
  /// made.
  private void act(Runnable action) {
    timeline.execute(() -> {
      action.run();
      if (frozen) {
        look();
      }
    });
  }

  private void onReading() {
    look();
    freezeIfIdle();
  }

  private void look() {
    Frame frame = trial.look();
    newest = frame;
    observer.saw(frame);
  }

  /// Stops time once a pause has let everything in flight come home: until then the clock of its
  /// latencies must go on.
  private void freezeIfIdle() {
    if (paused && !frozen && door == null && trial.inFlight() == 0) {
      frozen = true;
      world.freeze();
      look();
    }
  }
}
