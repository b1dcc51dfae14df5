package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.http.client.ClientProperty;
import com.oracle.bmc.http.client.HttpClient;
import com.oracle.bmc.http.client.HttpClientBuilder;
import com.oracle.bmc.http.client.RequestInterceptor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what the SDK wants of a client: an address, and what changes a request on its way. */
final class JdkHttpClientBuilder implements HttpClientBuilder {
  private final OciTimeouts timeouts;
  private final TreeMap<Integer, List<RequestInterceptor>> interceptors = new TreeMap<>();
  private @Nullable URI base;

  JdkHttpClientBuilder(OciTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public HttpClientBuilder baseUri(URI uri) {
    base = uri;
    return this;
  }

  @Override
  public HttpClientBuilder baseUri(String uri) {
    return baseUri(URI.create(uri));
  }

  /** The SDK sets time-outs, which are ours to set, and the size of a pool that we do not have. */
  @Override
  public <T> HttpClientBuilder property(ClientProperty<T> key, T value) {
    return this;
  }

  @Override
  public HttpClientBuilder registerRequestInterceptor(
      int priority, RequestInterceptor interceptor) {
    interceptors.computeIfAbsent(priority, none -> new ArrayList<>()).add(interceptor);
    return this;
  }

  @Override
  public HttpClient build() {
    List<RequestInterceptor> inOrder =
        interceptors.values().stream().flatMap(List::stream).toList();
    return new JdkHttpClient(
        OciEndpoints.base(Objects.requireNonNull(base, "baseUri")), inOrder, timeouts);
  }
}
