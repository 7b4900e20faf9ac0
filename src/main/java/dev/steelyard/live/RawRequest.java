package dev.steelyard.live;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/// A request whose path and query go out letter by letter as they are. The library's own would
/// parse them and write them anew.
final class RawRequest extends HttpRequest {
  private final String target;

  /// @param root the node
  /// @param target path and query
  RawRequest(HttpClient client, URI root, String target) {
    super(client, new HttpConversation(), root);
    this.target = target;
  }

  @Override
  public String getPath() {
    return target;
  }

  @Override
  public @Nullable String getQuery() {
    return null; // It is a part of the target.
  }
}
