package dev.steelyard.theory;

/// How often a request must wait where all servers share one queue: C = B / (1 - rho (1 - B)), B
/// being {@link ErlangB} and rho the load of each server.
///
/// Source: Erlang (1917), as {@link ErlangB}.
public final class ErlangC {
  private ErlangC() {}

  /// The probability that a request finds all servers busy.
  ///
  /// @param servers c, 1 or more
  /// @param load a, arrival rate / service rate of one server, in Erlang, above 0 and below c
  public static double waiting(int servers, double load) {
    double blocking = ErlangB.blocking(servers, load);
    Rates.checkStable(load / servers);
    return blocking / (1 - load / servers * (1 - blocking));
  }
}
