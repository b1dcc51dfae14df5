package io.gapwatch.agent.secret.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.oracle.bmc.http.client.HttpRequest;
import com.oracle.bmc.http.client.HttpResponse;
import com.oracle.bmc.http.client.Method;
import io.gapwatch.agent.http.Exchange;
import io.gapwatch.agent.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One request as the SDK composes it: in pieces, copied for each attempt, signed at the end. */
final class JdkHttpRequest implements HttpRequest {
  private final JdkHttpClient client;
  private final Method method;
  private final StringBuilder path = new StringBuilder();
  private final StringBuilder query = new StringBuilder();
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Object> attributes = new HashMap<>();
  private @Nullable String body;

  JdkHttpRequest(JdkHttpClient client, Method method) {
    this.client = client;
    this.method = method;
  }

  @Override
  public Method method() {
    return method;
  }

  @Override
  public HttpRequest body(@Nullable Object value) {
    try {
      body =
          value == null || value instanceof String
              ? (String) value
              : SdkJson.SHARED.writeValueAsString(value);
      return this;
    } catch (IOException e) {
      throw new IllegalArgumentException("the SDK's request does not go into JSON", e);
    }
  }

  @Override
  public HttpRequest body(InputStream value, long contentLength) {
    throw new UnsupportedOperationException("nothing is uploaded to a vault");
  }

  @Override
  public @Nullable Object body() {
    return body;
  }

  @Override
  public HttpRequest appendPathPart(String encoded) {
    path.append(encoded.startsWith("/") ? "" : "/").append(encoded);
    return this;
  }

  @Override
  public HttpRequest query(String name, String encoded) {
    query.append(query.isEmpty() ? "?" : "&").append(name).append('=').append(encoded);
    return this;
  }

  @Override
  public URI uri() {
    return URI.create(client.base() + path + query);
  }

  @Override
  public HttpRequest header(String name, String value) {
    headers.computeIfAbsent(name, none -> new ArrayList<>()).add(value);
    return this;
  }

  @Override
  public Map<String, List<String>> headers() {
    return headers;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return attributes.get(name);
  }

  @Override
  public HttpRequest removeAttribute(String name) {
    attributes.remove(name);
    return this;
  }

  @Override
  public HttpRequest attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /** The thread that asks does the work. */
  @Override
  public HttpRequest offloadExecutor(Executor executor) {
    return this;
  }

  @Override
  public HttpRequest copy() {
    JdkHttpRequest copy = new JdkHttpRequest(client, method);
    copy.path.append(path);
    copy.query.append(query);
    headers.forEach((name, values) -> copy.headers.put(name, new ArrayList<>(values)));
    copy.attributes.putAll(attributes);
    copy.body = body;
    return copy;
  }

  @Override
  public void discard() {}

  /** Sends it and waits for the whole answer, before this returns. */
  @Override
  public CompletionStage<HttpResponse> execute() {
    client.interceptors().forEach(interceptor -> interceptor.intercept(this));
    try {
      OciTimeouts timeouts = client.timeouts();
      Exchange exchange = Exchange.of(composed(), timeouts.connect(), timeouts.read());
      return CompletableFuture.completedFuture(new JdkHttpResponse(exchange.answer()));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(OciFailures.unreachable(e));
    }
  }

  private Request composed() {
    Request request =
        switch (method) {
          case GET -> Request.get(uri());
          // To read a secret twice changes nothing, and to log in twice costs a token.
          case POST ->
              Request.post(uri(), body == null ? new byte[0] : body.getBytes(UTF_8)).mayRepeat();
          default -> throw new UnsupportedOperationException("a vault is read, not changed");
        };
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      request = request.header(header.getKey(), String.join(", ", header.getValue()));
    }
    return request;
  }

  /** Without headers and query, which hold tokens and names. */
  @Override
  public String toString() {
    return method + " " + client.base() + path;
  }
}
