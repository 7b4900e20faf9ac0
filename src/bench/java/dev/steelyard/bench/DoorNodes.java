package dev.steelyard.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Nodes for proxies that are compared: a port of 127.0.0.1 for each argument, which answers at
/// once.
public final class DoorNodes {
  private static final byte[] BODY = "This is a node.\n".getBytes(StandardCharsets.US_ASCII);

  private DoorNodes() {}

  public static void main(String[] ports) throws Exception {
    var server = new Server(new QueuedThreadPool(3 * ports.length));
    var quiet = new HttpConfiguration();
    quiet.setSendDateHeader(false);
    quiet.setSendServerVersion(false);
    for (String port : ports) {
      var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(quiet));
      connector.setHost("127.0.0.1");
      connector.setPort(Integer.parseInt(port));
      connector.setIdleTimeout(0);
      server.addConnector(connector);
    }
    server.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, BODY.length);
            Content.Source.consumeAll(
                request,
                Callback.from(
                    InvocationType.NON_BLOCKING,
                    () -> response.write(true, ByteBuffer.wrap(BODY), callback),
                    callback::failed));
            return true;
          }
        });
    server.start();
    server.join();
  }
}
