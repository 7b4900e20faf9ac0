package dev.steelyard.client;

import dev.steelyard.balancer.request.Failure;
import dev.steelyard.balancer.request.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// What goes wrong, in the words of the balancer and in those of `java.net.http`.
final class Mishaps {
  private Mishaps() {}

  /// How an attempt ended that failed before the head of an answer had come.
  ///
  /// Without a connection, or without the peer's proof of who it is, the node never saw the
  /// request.
  static Failure outcome(Throwable cause) {
    return switch (cause) {
      case ConnectException refused -> Failure.REFUSED;
      case HttpConnectTimeoutException unreachable -> Failure.REFUSED;
      case SSLHandshakeException stranger -> Failure.REFUSED;
      case ProtocolException noHttp -> Failure.MALFORMED;
      case IOException other when other.getCause() instanceof ProtocolException ->
          Failure.MALFORMED;
      default -> Failure.RESET;
    };
  }

  /// What the caller gets when a request has failed.
  ///
  /// @param pool whose nodes were asked
  /// @param outcome how the last attempt ended
  /// @param attempts how many there were
  /// @param last the node of the last one; null if there was none
  /// @param cause what the JDK's client threw for it; null for a timeout
  static IOException exception(
      String pool,
      Outcome outcome,
      int attempts,
      @Nullable NodeAddress last,
      @Nullable Throwable cause) {
    if (last == null || outcome == Failure.NO_NODE || outcome == Failure.BREAKER_OPEN) {
      return noNode(pool, outcome, attempts);
    }
    String told =
        "pool '%s': %s at node %s (%s), %s%s"
            .formatted(
                pool,
                outcome.label(),
                last.id(),
                last.uri(),
                attempts == 1 ? "the only attempt" : "the last of " + attempts + " attempts",
                cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage());
    IOException made =
        outcome == Failure.TIMEOUT
            ? new HttpTimeoutException(told)
            : cause == null ? new IOException(told) : alike(cause, told);
    return cause == null ? made : because(made, cause);
  }

  private static IOException noNode(String pool, Outcome outcome, int attempts) {
    return new NoNodeException(
        "pool '"
            + pool
            + "': "
            + (outcome == Failure.BREAKER_OPEN
                ? "nothing but open circuit breakers is left"
                : "no node takes traffic")
            + (attempts == 0 ? "" : " any more after " + attempts + " attempts"));
  }

  /// The same for the thread that waited in `send`: of the same type, but with that thread's stack.
  static Exception here(ExecutionException wrapped) {
    Throwable cause = wrapped.getCause() == null ? wrapped : wrapped.getCause();
    String told = cause.getMessage();
    return switch (cause) {
      case NoNodeException none -> because(new NoNodeException(String.valueOf(told)), none);
      case IOException failure -> because(alike(failure, told), failure);
      case IllegalArgumentException wrong -> new IllegalArgumentException(told, wrong);
      case SecurityException forbidden -> new SecurityException(told, forbidden);
      case CancellationException cancelled ->
          new IOException("the request was cancelled", cancelled);
      default -> new IOException(told, cause);
    };
  }

  /// Of the types that callers tell apart.
  private static IOException alike(Throwable cause, @Nullable String told) {
    return switch (cause) {
      case HttpConnectTimeoutException same -> new HttpConnectTimeoutException(told);
      case HttpTimeoutException same -> new HttpTimeoutException(told);
      case ConnectException same -> new ConnectException(told);
      case ProtocolException same -> new ProtocolException(told);
      case SSLHandshakeException same -> new SSLHandshakeException(told);
      case javax.net.ssl.SSLException same -> new javax.net.ssl.SSLException(told);
      default -> new IOException(told);
    };
  }

  private static IOException because(IOException made, Throwable cause) {
    made.initCause(cause);
    return made;
  }
}
