package dev.steelyard.balancer.route;

/// What a route does to the target of a request before a node sees it: takes so many segments away
/// from its beginning, and puts others in front. All that follows stays as it was, to the letter,
/// and so does the query.
///
/// Source: `ReplacePrefixMatch` of Kubernetes' Gateway API (HTTPPathModifier), with its table of
/// cases: `/foo` stripped from `/foo` with nothing in its place leaves `/`.
final class Rewrite {
  private final int stripped;
  private final String front;

  Rewrite(Route route) {
    this.stripped = route.strip().map(text -> PathPrefix.segments(text).size()).orElse(0);
    this.front = route.rewrite().map(PathPrefix::bare).orElse("");
  }

  /// The target as the node sees it.
  ///
  /// @param target path and query, one that the route takes
  String of(String target) {
    if ((stripped == 0 && front.isEmpty()) || !target.startsWith("/")) {
      return target; // `OPTIONS *` has no path.
    }
    int pathEnd = PathText.pathEnd(target);
    int from = 0;
    for (int i = 0; i < stripped; i++) {
      int slash = target.indexOf('/', from + 1);
      from = slash < 0 || slash > pathEnd ? pathEnd : slash;
    }
    String root = front.isEmpty() && from == pathEnd ? "/" : "";
    return front + root + target.substring(from);
  }
}
