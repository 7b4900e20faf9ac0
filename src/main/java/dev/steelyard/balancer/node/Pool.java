package dev.steelyard.balancer.node;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The members that one balancer chooses from, in the order in which they joined.
///
/// The list of those that take traffic is kept, and made anew only after something changed.
public final class Pool {
  private final List<Node> members = new ArrayList<>();
  private final List<Node> membersView = Collections.unmodifiableList(members);
  private final BitSet slots = new BitSet();
  private long joined;
  private @Nullable Candidates takers;
  private boolean takersKnown;
  private @Nullable Membership membership;
  private boolean panics;
  private @Nullable InFlightOrder inFlightOrder;

  /// Adds a member behind all others.
  ///
  /// @throws IllegalArgumentException if its id is taken
  public Node add(Endpoint endpoint, int weight) {
    if (find(endpoint.id()).isPresent()) {
      throw new IllegalArgumentException("id: '" + endpoint.id() + "' is in the pool already");
    }
    int slot = slots.nextClearBit(0);
    var node = new Node(endpoint, weight, this, slot, joined++);
    slots.set(slot);
    members.add(node);
    membershipChanged();
    return node;
  }

  public void remove(Node node) {
    if (members.remove(node)) {
      slots.clear(node.slot());
      membershipChanged();
    }
  }

  /// All members in order: a live view.
  public List<Node> members() {
    return membersView;
  }

  public Optional<Node> find(String id) {
    return members.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /// Who may be chosen for a request that has tried some nodes already: the members that take
  /// traffic and are not among `tried`; if that leaves none, the tried ones that take traffic come
  /// back in.
  ///
  /// @return null if no member takes traffic
  public @Nullable Candidates candidates(List<Node> tried) {
    if (!takersKnown) {
      takers = filtered(List.of());
      takersKnown = true;
    }
    if (tried.isEmpty() || takers == null) {
      return takers;
    }
    Candidates untried = filtered(tried);
    return untried == null ? takers : untried;
  }

  /// The members as they are now; see {@link Membership} for when it is another object.
  public Membership membership() {
    Membership known = membership;
    if (known == null) {
      known = new Membership(members);
      membership = known;
    }
    return known;
  }

  /// Whether so few members are healthy that their health is not heeded: those that are down,
  /// ejected or warming up are candidates then. Draining and an open circuit breaker still count.
  public boolean panics() {
    return panics;
  }

  public void setPanics(boolean panics) {
    this.panics = panics;
    candidatesChanged();
  }

  /// Whether some member is kept out by nothing but its circuit breaker.
  public boolean heldBackByBreakers() {
    return members.stream().anyMatch(Node::heldBackByBreaker);
  }

  /// The order that is to be kept up to date; null while nobody has asked for one.
  @Nullable InFlightOrder inFlightOrder() {
    return inFlightOrder;
  }

  /// The candidates in order of what is in flight, if they are those of all requests that have
  /// tried no node; null for others.
  @Nullable InFlightOrder inFlightOrder(Candidates of) {
    if (!takersKnown || of != takers) {
      return null;
    }
    if (inFlightOrder == null) {
      inFlightOrder = new InFlightOrder(of);
    }
    return inFlightOrder;
  }

  void candidatesChanged() {
    takersKnown = false;
    inFlightOrder = null;
  }

  void membershipChanged() {
    membership = null;
    candidatesChanged();
  }

  private @Nullable Candidates filtered(List<Node> without) {
    Node[] kept = new Node[members.size()];
    int count = 0;
    for (Node node : members) {
      if (node.takesTraffic() && !without.contains(node)) {
        kept[count++] = node;
      }
    }
    return count == 0 ? null : new Candidates(kept, count, membership());
  }
}
