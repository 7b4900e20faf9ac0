package dev.steelyard.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A node on loopback that does what a test tells it, and remembers what it was asked.
final class TestNode implements AutoCloseable {
  /// One request as it arrived.
  record Asked(String method, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /// What a test has the node do, when the request's body is read.
  interface Doing {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  final String id;
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Doing doing;

  TestNode(String id, Doing doing) {
    this.id = id;
    this.doing = doing;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", handler());
    server.setExecutor(threads);
    server.start();
  }

  /// Answers 200 with its id.
  static TestNode well(String id) {
    return new TestNode(id, exchange -> text(exchange, 200, id));
  }

  /// Answers this status, with a text that names the node.
  static TestNode answering(String id, int status) {
    return new TestNode(id, exchange -> text(exchange, status, status + " from " + id));
  }

  /// Never answers, until it is closed.
  static TestNode hanging(String id) {
    return new TestNode(id, exchange -> Thread.sleep(java.time.Duration.ofMinutes(5)));
  }

  static void text(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /// From now on.
  void doing(Doing changed) {
    doing = changed;
  }

  private HttpHandler handler() {
    return exchange -> {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(
            new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        doing.answer(exchange);
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    };
  }

  int port() {
    return server.getAddress().getPort();
  }

  String uri() {
    return "http://127.0.0.1:" + port();
  }

  NodeAddress address() {
    return new NodeAddress(id, java.net.URI.create(uri()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
