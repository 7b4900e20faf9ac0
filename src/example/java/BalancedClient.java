import com.sun.net.httpserver.HttpServer;
import dev.steelyard.balancer.event.Event;
import dev.steelyard.client.BalancedHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A program whose HTTP client balances: three nodes serve orders, one of them dies, and the code
/// that asks for orders notices nothing.
///
/// Needs steelyard.jar and nothing else: `java -cp target/steelyard.jar
/// src/example/java/BalancedClient.java`
public final class BalancedClient {
  private BalancedClient() {}

  /// Code as it was before there was a balancer: plain `java.net.http`.
  private static Map<String, Integer> askForOrders(HttpClient client)
      throws IOException, InterruptedException {
    Map<String, Integer> answers = new TreeMap<>();
    for (int order = 1; order <= 12; order++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://orders/api/order/" + order)).build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      answers.merge(response.statusCode() + " from " + response.body(), 1, Integer::sum);
    }
    return answers;
  }

  static void main() throws Exception {
    List<HttpServer> nodes = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      nodes.add(startNode(name));
    }

    try (HttpClient client =
        BalancedHttpClient.newBuilder()
            .pool("orders", addresses(nodes))
            .listener(BalancedClient::tell)
            .build()) {
      System.out.println("Three nodes: " + askForOrders(client));
      nodes.get(1).stop(0);
      System.out.println("Node b is dead.");
      System.out.println("Two nodes: " + askForOrders(client));
    } finally {
      nodes.forEach(node -> node.stop(0));
    }
  }

  private static void tell(String pool, Event event) {
    if (event instanceof Event.AttemptEnded ended && !ended.outcome().succeeded()) {
      System.out.println("  An attempt failed: " + ended.outcome().label() + ". Another follows.");
    }
  }

  private static HttpServer startNode(String name) throws IOException {
    HttpServer node =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    node.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, name.length());
            exchange.getResponseBody().write(name.getBytes(StandardCharsets.UTF_8));
          }
        });
    node.start();
    return node;
  }

  private static String[] addresses(List<HttpServer> nodes) {
    return nodes.stream()
        .map(node -> "http://127.0.0.1:" + node.getAddress().getPort())
        .toArray(String[]::new);
  }
}
