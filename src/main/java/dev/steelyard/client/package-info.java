/// A `java.net.http.HttpClient` with a load balancer built in, for any Java program. It needs
/// `java.base` and `java.net.http` and nothing else.
///
/// ```java
/// HttpClient client =
///     BalancedHttpClient.newBuilder()
///         .pool("orders", "http://10.0.0.1:8080", "http://10.0.0.2:8080")
///         .build();
///
/// HttpRequest request = HttpRequest.newBuilder(URI.create("http://orders/api/x")).build();
/// HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
/// ```
///
/// Only the first statement is new: whoever has the client uses it as before. How a pool is
/// balanced is said by {@link dev.steelyard.balancer.BalancerSettings}; who its nodes are can be
/// changed by {@link dev.steelyard.client.BalancedHttpClient#setNodes}, or told by a {@link
/// dev.steelyard.client.NodeSource}; what happens is heard by a {@link
/// dev.steelyard.client.PoolListener}.
///
/// Inside, a conversation is one request of a caller with its redirects, a call is one request to a
/// pool with its attempts, and each node has a client of the JDK for itself.
@NullMarked
package dev.steelyard.client;

import org.jspecify.annotations.NullMarked;
