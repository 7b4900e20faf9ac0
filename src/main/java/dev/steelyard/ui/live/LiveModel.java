package dev.steelyard.ui.live;

import dev.steelyard.balancer.BalancerSettings;
import dev.steelyard.balancer.route.GatewaySettings;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.metrics.Books;
import dev.steelyard.metrics.FlowSamples;
import dev.steelyard.metrics.FlowStep;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.History;
import dev.steelyard.metrics.Log;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.metrics.Window;
import dev.steelyard.run.Experiment;
import dev.steelyard.scenario.NodeSpec;
import dev.steelyard.scenario.Scenario;
import dev.steelyard.traffic.TrafficSettings;
import dev.steelyard.ui.setting.Board;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// What the Live screen shows and what it can do: the newest frame of one experiment, its settings,
/// and the commands. It follows the experiment by being asked to, with {@link #pulse}.
///
/// Lives on the screen's thread; the experiment may live anywhere.
public final class LiveModel {
  private static final Frame NOTHING =
      new Frame(
          0,
          Books.EMPTY,
          Window.EMPTY,
          Window.EMPTY,
          Window.EMPTY,
          List.of(),
          false,
          0,
          History.EMPTY,
          Log.EMPTY);

  private final ReadOnlyObjectWrapper<Scenario> scenario;
  private final ReadOnlyObjectWrapper<TrafficSettings> traffic;
  private final ReadOnlyObjectWrapper<BalancerSettings> balancer;
  private final ReadOnlyObjectWrapper<Frame> frame = new ReadOnlyObjectWrapper<>(NOTHING);
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.OPENING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper selected = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<GatewaySettings> gateway;
  private final ReadOnlyObjectWrapper<Optional<Experiment>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// @param first the scenario that will be opened
  public LiveModel(Scenario first) {
    scenario = new ReadOnlyObjectWrapper<>(first);
    traffic = new ReadOnlyObjectWrapper<>(first.traffic());
    balancer = new ReadOnlyObjectWrapper<>(first.balancer());
    gateway = new ReadOnlyObjectWrapper<>(gatewayOf(first));
  }

  // --- what there is to see ---------------------------------------------------------------------

  /// The scenario as it was picked, before any change.
  public ReadOnlyObjectProperty<Scenario> scenarioProperty() {
    return scenario.getReadOnlyProperty();
  }

  /// The newest frame; before the first, one without nodes.
  public ReadOnlyObjectProperty<Frame> frameProperty() {
    return frame.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /// Why the experiment is broken, in words; empty while it is not.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /// The id of the selected node; empty for none.
  public ReadOnlyStringProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /// Whether some node has a fault.
  public ObservableValue<Boolean> anyFault() {
    return frame.map(now -> now.nodes().stream().anyMatch(node -> !node.faults().isEmpty()));
  }

  /// The traffic's settings.
  public Board<TrafficSettings> traffic() {
    return new Board<>(traffic, scenario.map(Scenario::traffic), this::changeTraffic);
  }

  /// The balancer's settings.
  public Board<BalancerSettings> balancer() {
    return new Board<>(balancer, scenario.map(Scenario::balancer), this::changeBalancer);
  }

  /// The gateway's settings; without a gateway, one that is open.
  public Board<GatewaySettings> gateway() {
    return new Board<>(gateway, scenario.map(LiveModel::gatewayOf), this::changeGateway);
  }

  /// The pools that have nodes, in the order in which they are met.
  public ObservableValue<List<String>> pools() {
    return scenario.map(played -> played.nodes().stream().map(NodeSpec::pool).distinct().toList());
  }

  /// What is attached; empty while there is nothing.
  public ReadOnlyObjectProperty<Optional<Experiment>> experimentProperty() {
    return running.getReadOnlyProperty();
  }

  /// How many requests the moving picture shows; empty while there is no experiment.
  public Optional<FlowSamples> samples() {
    return running.get().map(Experiment::samples);
  }

  // --- the life of the experiment ----------------------------------------------------------------

  /// `picked` is being set up; there is nothing to see yet.
  public void opening(Scenario picked) {
    running.set(Optional.empty());
    phase.set(Phase.OPENING);
    problem.set("");
    paused.set(false);
    selected.set("");
    scenario.set(picked);
    traffic.set(picked.traffic());
    balancer.set(picked.balancer());
    gateway.set(gatewayOf(picked));
    frame.set(NOTHING);
  }

  /// From now on `opened` is what is seen and changed.
  public void attach(Experiment opened) {
    Scenario played = opened.scenario();
    traffic.set(played.traffic());
    balancer.set(played.balancer());
    gateway.set(gatewayOf(played));
    paused.set(opened.paused());
    phase.set(Phase.ON);
    running.set(Optional.of(opened));
    pulse();
  }

  /// The experiment cannot go on.
  ///
  /// @param why in words for the user
  public void broken(String why) {
    phase.set(Phase.BROKEN);
    problem.set(why);
  }

  /// Shows one moment of a run that is over.
  public void show(Scenario played, Frame last) {
    opening(played);
    phase.set(Phase.OVER);
    frame.set(last);
  }

  /// Takes the newest frame over. To be called once for each picture that the screen paints.
  public void pulse() {
    if (running.get().isEmpty() || phase.get() == Phase.BROKEN) {
      return;
    }
    Experiment experiment = running.get().get();
    frame.set(experiment.frame());
    paused.set(experiment.paused());
    experiment.failure().ifPresent(this::broken);
  }

  /// Hands over the steps of sampled requests that are new.
  public void drain(Consumer<FlowStep> to) {
    running.get().ifPresent(experiment -> experiment.samples().drain(to));
  }

  // --- commands ----------------------------------------------------------------------------------

  /// Pauses a running experiment, and lets a paused one go on.
  public void toggleRun() {
    running
        .get()
        .ifPresent(experiment -> {
          if (experiment.paused()) {
            experiment.resume();
          } else {
            experiment.pause();
          }
          paused.set(experiment.paused());
        });
  }

  /// Begins a fault.
  public void inject(String node, Fault fault) {
    running.get().ifPresent(experiment -> experiment.inject(node, fault));
  }

  /// Ends a fault.
  public void clear(String node, FaultType type) {
    running.get().ifPresent(experiment -> experiment.clear(node, type));
  }

  /// Ends all faults of all nodes.
  public void mendAll() {
    for (NodeFrame node : frame.get().nodes()) {
      node.faults().forEach(fault -> clear(node.id(), fault.effect().type()));
    }
  }

  /// Selects a node; the selected one again deselects it.
  public void select(String node) {
    selected.set(selected.get().equals(node) ? "" : node);
  }

  /// Selects the node at this place in the scenario's order, if there is one.
  ///
  /// @param place 0 for the first
  public void selectAt(int place) {
    List<NodeFrame> nodes = frame.get().nodes();
    if (place < nodes.size()) {
      select(nodes.get(place).id());
    }
  }

  public void deselect() {
    selected.set("");
  }

  private void changeTraffic(TrafficSettings changed) {
    if (changed.equals(traffic.get())) {
      return;
    }
    traffic.set(changed);
    running.get().ifPresent(experiment -> experiment.change(changed));
  }

  private void changeBalancer(BalancerSettings changed) {
    if (changed.equals(balancer.get())) {
      return;
    }
    balancer.set(changed);
    running.get().ifPresent(experiment -> experiment.change(changed));
  }

  private void changeGateway(GatewaySettings changed) {
    if (changed.equals(gateway.get())) {
      return;
    }
    gateway.set(changed);
    running.get().ifPresent(experiment -> experiment.change(changed));
  }

  private static GatewaySettings gatewayOf(Scenario scenario) {
    return scenario.services().gateway().orElse(GatewaySettings.OPEN);
  }
}
