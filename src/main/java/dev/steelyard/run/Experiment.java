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
import dev.steelyard.traffic.TrafficSettings;
import java.io.IOException;
import java.util.Optional;

/// A running scenario that can be watched and meddled with from any thread.
public interface Experiment extends AutoCloseable {
  /// What is played, with all changes made so far.
  Scenario scenario();

  /// The newest frame; ten a second are made.
  Frame frame();

  /// The sampled requests for the moving picture.
  FlowSamples samples();

  /// Changes the balancer's settings, in all pools that have none of their own; the change lands in
  /// the event log.
  void change(BalancerSettings settings);

  /// Changes the traffic; the change lands in the event log.
  void change(TrafficSettings settings);

  /// Changes the gateway's settings, or puts one before the pools; the change lands in the event
  /// log.
  void change(GatewaySettings settings);

  /// Begins a fault, in place of one of the same type that the node has.
  void inject(String node, Fault fault);

  /// Ends a fault of this type, if the node has one.
  void clear(String node, FaultType type);

  /// Lets a node join that has left or was not there yet; if its process had stopped, it starts.
  void join(String node);

  /// Lets a node leave: balancers let it drain, and its process stops after a while.
  void leave(String node);

  /// Gives a node another weight.
  ///
  /// @param weight 1 to 1000
  void setWeight(String node, int weight);

  /// Adds a mock node and lets it join. If the machine does not give its ports, the event log says
  /// so.
  ///
  /// @throws IllegalArgumentException if its id is taken, or there are as many nodes as there may
  ///   be
  void add(NodeSpec node);

  /// Begins a fault of the registry, in place of one of its kind. Does nothing without discovery.
  void inject(RegistryEffect effect);

  /// Ends a fault of the registry, if it is on.
  void clear(RegistryEffect effect);

  /// Pauses: the generator stops at once, and time stops when nothing is in flight any more.
  void pause();

  /// Goes on after a pause.
  void resume();

  boolean paused();

  /// Opens a door for real clients, whose requests are balanced like all others and appear in all
  /// figures; one that is open is closed first.
  ///
  /// @throws IOException if it cannot listen there; the message says what to do
  void openDoor(DoorSettings settings) throws IOException;

  /// Closes the door with all its connections, if it is open.
  void closeDoor();

  /// The door, if it is open.
  Optional<DoorStatus> door();

  /// Why the run broke down, in words for the user; empty while it goes well.
  Optional<String> failure();

  /// Ends the run and everything in its world.
  @Override
  void close();
}
