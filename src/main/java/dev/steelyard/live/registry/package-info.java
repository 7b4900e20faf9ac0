/// The registry for other programs, and sources of members outside this process.
///
/// {@link RegistryServer} serves a registry over HTTP, on 127.0.0.1 unless asked otherwise:
///
/// ```
/// R=http://127.0.0.1:8500/v1
/// curl -X PUT  $R/services/orders/instances/a -d '{"host": "127.0.0.1", "port": 9001, "ttl": "10s"}'
///                                                      # {"lease": 4711, "ttl": "10s", "revision": 2}
/// curl -X POST $R/leases/4711/heartbeat                # renews it; 404: register again
/// curl -X DELETE $R/leases/4711                        # deregisters
/// curl $R/services                                     # all services
/// curl $R/services/orders                              # the list, with its epoch and revision
/// curl "$R/services/orders/watch?epoch=42&from=3&wait=20s"   # changes from revision 3 on
/// ```
///
/// The fields of an instance are `host`, `port`, and where wanted `healthPort` (the same port),
/// `weight` (1), `path` (none) and `ttl` (10s). A watch waits until there is a change or the time
/// is over, and is then asked again from the revision after the last one; 410 says that the list
/// has to be fetched first. What is wrong is answered as plain text, one line for each problem: 400
/// for values, 404 for what is not there, 405, 413 for bodies past 64 KiB, 421 for a `Host` that is
/// not this machine, 503 when the registry is away or full.
///
/// {@link Sources#open} makes the source that a scenario names: this registry, one of another
/// process, a file, or the DNS. Other registries would be further implementations of {@link
/// dev.steelyard.balancer.discovery.MemberSource}.
@NullMarked
package dev.steelyard.live.registry;

import org.jspecify.annotations.NullMarked;
