package dev.steelyard.theory;

/// How often all servers are busy where nobody waits: a request that finds no free server is lost.
///
/// B(0) = 1, B(c) = a B(c - 1) / (c + a B(c - 1)): the form that neither overflows nor cancels.
///
/// Source: Erlang, _Solution of some Problems in the Theory of Probabilities of Significance in
/// Automatic Telephone Exchanges_ (1917).
public final class ErlangB {
  private ErlangB() {}

  /// The probability that a request is lost.
  ///
  /// @param servers c, 1 or more
  /// @param load a, arrival rate / service rate of one server, in Erlang, above 0; may exceed c
  public static double blocking(int servers, double load) {
    Rates.checkWhole("servers", servers, 1);
    Rates.checkRate("load", load);
    double blocking = 1;
    for (int count = 1; count <= servers; count++) {
      blocking = load * blocking / (count + load * blocking);
    }
    return blocking;
  }
}
