package dev.steelyard.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A node's response as the caller is to see it: to the request that was made, and from the place
/// that was asked for.
///
/// @param answered the node's response
/// @param request the request that the caller made, or that followed from a redirect
/// @param uri what was asked for
/// @param previous the response that redirected here; null for none
record LogicalResponse<T>(
    HttpResponse<T> answered, HttpRequest request, URI uri, @Nullable HttpResponse<T> previous)
    implements HttpResponse<T> {
  @Override
  public int statusCode() {
    return answered.statusCode();
  }

  @Override
  public Optional<String> connectionLabel() {
    return answered.connectionLabel();
  }

  @Override
  public Optional<HttpResponse<T>> previousResponse() {
    return Optional.ofNullable(previous);
  }

  @Override
  public HttpHeaders headers() {
    return answered.headers();
  }

  @Override
  public T body() {
    return answered.body();
  }

  @Override
  public Optional<SSLSession> sslSession() {
    return answered.sslSession();
  }

  @Override
  public HttpClient.Version version() {
    return answered.version();
  }

  @Override
  public String toString() {
    return "(" + request.method() + " " + uri + ") " + statusCode();
  }
}
