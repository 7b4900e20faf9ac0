/// Who the members are: a registry with leases, nodes that keep themselves registered, and
/// balancers that keep their lists as it says, through whatever happens to the registry.
///
/// All of it lives on the Timeline, in both worlds. Put together it looks like this:
///
/// ```java
/// // The registry, what is wrong with it, and the way to it. One of each for a run.
/// var registry = new Registry(timeline, seeds.stream("registry"), events, Registry.DEFAULT_HISTORY);
/// var faults = new RegistryFaults(timeline, registry, (effect, begins) -> log(effect.words()));
/// var link = new RegistryLink(registry, timeline, latencyNanos, faults);
/// faults.play(plannedRegistryFaults);
///
/// // Each node. One that is there at the start may hold a lease from before time began.
/// var registrar = new Registrar(timeline, random, link.node("a"), "orders", instance, settings);
/// registrar.start(registry.register("orders", instance, settings.lease()));
/// registrar.start();   // or: its process starts now (fault ended, membership "join")
/// registrar.stop();    // it deregisters (membership "leave")
/// registrar.kill();    // its process is gone (fault `refuse`); start() when it is back
/// registrar.pause();   // its process stands still (fault `pause`); resume() when it goes on
///
/// // Each balancer has a pool, a source and a Discovery of its own.
/// var discovery =
///     new Discovery(
///         timeline,
///         seeds.branch("balancer-2").stream("discovery"),
///         "orders",
///         link.source("orders"),   // or another MemberSource
///         settings,
///         new BalancerMembers(balancer, pool),
///         events);
/// discovery.start(membersOfTheStart);   // what is in the pool already, or an empty list
///
/// // For the screen, on the Timeline's thread; both are immutable.
/// RegistryView leases = registry.view(settings.heartbeat());
/// DiscoveryView belief = discovery.view();
/// ```
///
/// The scenario's `discovery.latency` is what the link draws; the settings' other fields are those
/// of the scenario, by the same names. Further sources implement {@link MemberSource}: those over
/// HTTP, from files and from the DNS live in `live.registry`.
@NullMarked
package dev.steelyard.balancer.discovery;

import org.jspecify.annotations.NullMarked;
