package dev.steelyard.live;

import dev.steelyard.balancer.node.Endpoint;
import dev.steelyard.balancer.request.Exchange;
import dev.steelyard.balancer.request.Outcome;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;

/// A real client's side of a request that the HTTP transport carries: it gives what goes to the
/// node, and takes what comes from there.
public interface Relayed extends Exchange {
  /// An attempt begins. To be called on the Timeline's thread.
  ///
  /// @param toNode has its method and path already; headers and body are to be put into it
  Passage begin(Endpoint endpoint, Request toNode);

  /// One attempt. The content source that it is given must be read to its end, or the attempt does
  /// not end.
  interface Passage extends Response.ContentSourceListener {
    /// How the attempt ended, given how it looks to the transport. On the client's threads.
    Outcome outcome(Outcome seen);

    /// The attempt has ended, and the balancer hears of it next. On the Timeline.
    void ended();

    /// The balancer gave the attempt up. Nothing of it may reach the client any more unless its
    /// answer has begun. On the Timeline.
    void calledOff();
  }
}
