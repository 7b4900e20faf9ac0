package dev.steelyard.ui.live.cards;

import dev.steelyard.balancer.node.NodeState;
import dev.steelyard.fault.Effect;
import dev.steelyard.fault.Fault;
import dev.steelyard.fault.FaultType;
import dev.steelyard.fault.Truth;
import dev.steelyard.metrics.Frame;
import dev.steelyard.metrics.NodeFrame;
import dev.steelyard.ui.kit.StateMark;
import dev.steelyard.ui.live.LiveModel;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// One node as its card shows it, and what the card's buttons do.
final class CardModel {
  /// How long a pressed button keeps its look while the experiment has not followed yet.
  private static final long PATIENCE_NANOS = 500_000_000L;

  private final LiveModel live;
  private final String id;
  private final int index;
  private final ReadOnlyObjectWrapper<Card> card;
  private final ObjectProperty<FaultOptions> options =
      new SimpleObjectProperty<>(FaultOptions.DEFAULTS);
  private final Map<FaultType, Wish> wishes = new EnumMap<>(FaultType.class);
  private Set<FaultType> really = EnumSet.noneOf(FaultType.class);

  CardModel(LiveModel live, int index, NodeFrame node) {
    this.live = live;
    this.index = index;
    this.id = node.id();
    card = new ReadOnlyObjectWrapper<>(Card.of(node, 0, Set.of()));
    options.subscribe(this::restrike);
  }

  String id() {
    return id;
  }

  /// Why nothing can be broken here; empty if it can.
  Optional<String> untouchable() {
    boolean ours =
        live.scenarioProperty().get().nodes().stream()
            .anyMatch(spec -> spec.id().equals(id) && spec.address().isEmpty());
    return ours
        ? Optional.empty()
        : Optional.of("Node " + id + " is no node of ours but a service elsewhere: break it there");
  }

  /// Its place in the scenario, from 0.
  int index() {
    return index;
  }

  /// What is on the card.
  ReadOnlyObjectProperty<Card> cardProperty() {
    return card.getReadOnlyProperty();
  }

  /// Whom the faults meet and how strong they are. A change applies to those that are on.
  ObjectProperty<FaultOptions> optionsProperty() {
    return options;
  }

  /// Selects the node, or deselects it.
  void select() {
    live.select(id);
  }

  /// Begins the fault, or ends it.
  void toggle(FaultType type) {
    put(type, !card.get().pressed().contains(type));
  }

  /// Begins a fault with this strength; one of its type that is on gets this strength.
  void begin(Effect effect) {
    FaultType type = effect.type();
    FaultOptions before = options.get();
    options.set(before.withOther(effect));
    boolean struck =
        card.get().pressed().contains(type)
            && !before.fault(type).equals(options.get().fault(type));
    if (!struck) {
      put(type, true);
    }
  }

  /// Ends the fault, if it is on.
  void end(FaultType type) {
    if (card.get().pressed().contains(type)) {
      put(type, false);
    }
  }

  /// Lets the node leave.
  void leave() {
    live.leave(id);
  }

  /// Lets the node join that has left.
  void join() {
    live.join(id);
  }

  private void put(FaultType type, boolean on) {
    if (on) {
      live.inject(id, options.get().fault(type));
    } else {
      live.clear(id, type);
    }
    wishes.put(type, new Wish(on, live.frameProperty().get().atNanos()));
    card.set(card.get().withPressed(pressed()));
  }

  /// Takes over what a new frame says of the node.
  void update(Frame frame, NodeFrame node) {
    really =
        node.faults().stream()
            .map(fault -> fault.effect().type())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultType.class)));
    Iterator<Map.Entry<FaultType, Wish>> each = wishes.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<FaultType, Wish> wish = each.next();
      boolean fulfilled = really.contains(wish.getKey()) == wish.getValue().on();
      if (fulfilled || frame.atNanos() - wish.getValue().atNanos() > PATIENCE_NANOS) {
        each.remove();
      }
    }
    long attempts = frame.lastSecond().attempts();
    double share = attempts == 0 ? 0 : (double) node.lastSecond().attempts() / attempts;
    card.set(Card.of(node, Math.min(1, share), pressed()));
  }

  /// Gives those that are on, and that the change is about, their new strength.
  private void restrike(FaultOptions before, FaultOptions now) {
    for (FaultType type : pressed()) {
      if (!now.fault(type).equals(before.fault(type))) {
        live.inject(id, now.fault(type));
      }
    }
  }

  private Set<FaultType> pressed() {
    Set<FaultType> pressed = EnumSet.noneOf(FaultType.class);
    pressed.addAll(really);
    wishes.forEach((type, wish) -> {
      if (wish.on()) {
        pressed.add(type);
      } else {
        pressed.remove(type);
      }
    });
    return pressed;
  }

  /// What a click asked for and the experiment has not shown yet.
  private record Wish(boolean on, long atNanos) {}

  /// The content of a card.
  ///
  /// @param share the part of all attempts of the last second, 0 to 1
  /// @param pressed the faults whose buttons are pressed
  record Card(NodeFrame node, double share, Set<FaultType> pressed) {
    Card {
      pressed = Set.copyOf(pressed);
    }

    static Card of(NodeFrame node, double share, Set<FaultType> pressed) {
      return new Card(node, share, pressed);
    }

    Card withPressed(Set<FaultType> changed) {
      return new Card(node, share, changed);
    }

    /// The one word for the node: out of the balancer's belief and the truth, the graver one that
    /// matters to the traffic.
    StateMark state() {
      if (!node.presence().member()) {
        return node.presence().running() ? StateMark.UNLISTED : StateMark.GONE;
      }
      if (!node.presence().running()) {
        return StateMark.STOPPED;
      }
      return node.belief() == NodeState.UP
          ? StateMark.of(node.truth())
          : StateMark.of(node.belief());
    }

    /// Whether it can leave; else it can join.
    boolean canLeave() {
      return node.presence().running()
          && node.presence().member()
          && node.belief() != NodeState.DRAINING;
    }

    /// What is really the matter, in words.
    String truthWords() {
      if (!node.presence().running()) {
        return "process stopped";
      }
      return node.faults().isEmpty()
          ? node.truth().word()
          : node.faults().stream().map(Fault::words).collect(Collectors.joining(", "));
    }

    /// What the balancer believes, in words.
    String beliefWords() {
      return StateMark.beliefOf(node).word();
    }

    /// Why it believes that, if it ever changed its mind.
    Optional<String> reason() {
      return node.reason().isEmpty() ? Optional.empty() : Optional.of(node.reason());
    }

    /// Whether the balancer is wrong. A belief that is no verdict on the node cannot be.
    boolean mistaken() {
      if (!node.presence().member()) {
        return false;
      }
      boolean works = node.presence().running() && node.truth() != Truth.BROKEN;
      return switch (node.belief()) {
        case UP -> !works;
        case DOWN, EJECTED, BREAKER_OPEN -> works;
        case HALF_OPEN, WARMING_UP, DRAINING -> false;
      };
    }

    /// In flight and not yet worked on.
    int waiting() {
      return Math.max(node.queued(), node.inFlight() - node.working());
    }
  }
}
