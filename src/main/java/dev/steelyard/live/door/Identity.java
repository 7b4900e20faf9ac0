package dev.steelyard.live.door;

/// Who a gateway found that a request is.
///
/// @param client the client's name
/// @param id the request's id; empty if it is given none
record Identity(String client, String id) {
  static final Identity UNKNOWN = new Identity("", "");
}
