package dev.steelyard.balancer.request;

/// A real client's side of a request: its body as it comes in, and the answer as it goes out. The
/// balancer itself touches neither; the transport that made the exchange knows it again.
///
/// For such a request the timeout of an attempt is one of silence, since a large body may take as
/// long as it takes: it begins anew with whatever moves. Source: nginx, `proxy_read_timeout` and
/// `proxy_send_timeout`.
///
/// All calls come on the Timeline's thread.
public interface Exchange {
  /// Whether the request's body can be sent from its beginning once more: nothing of it was read
  /// yet, or all that was read is kept.
  boolean canBeSentAgain();

  /// Whether something of an answer has gone to the client. Then no other answer can follow, and
  /// nothing is tried again.
  boolean answerBegun();

  /// When something last moved between here and the node, on the Timeline; `nowNanos` while it is
  /// the client that is waited for.
  long lastMovedNanos(long nowNanos);

  /// The request is over. Nothing is sent for it any more, and if no answer was passed on, the
  /// client is to hear of this failure. Called once, perhaps before the call that dispatched the
  /// request returns.
  void ended(Outcome outcome);

  /// A gateway lets the request in; nothing was sent for it yet. Without a gateway this is not
  /// called.
  ///
  /// @param request as it goes on: by the client that its key names, for the path that the nodes
  ///   see
  /// @param id what it is found again by, for nodes, client and logs; empty if it is given none
  /// @param mostBodyBytes how long its body may be; {@link Long#MAX_VALUE} without a limit. Whoever
  ///   reads a body of unknown length has to count
  default void admitted(Request request, String id, long mostBodyBytes) {}

  /// A gateway does not let the request in; {@link #ended} follows.
  ///
  /// @param request as far as the gateway knows it, as for {@link #admitted}
  /// @param id as for {@link #admitted}
  /// @param refusal what the client is to hear
  default void refused(Request request, String id, Refusal refusal) {}
}
