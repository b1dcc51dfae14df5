package io.gapwatch.agent.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** An HTTP request. Only its method and host are ever printed: the rest may be secret. */
public final class Request {
  private final String method;
  private final URI uri;
  private final Map<String, String> headers;
  private final byte[] body;
  private final boolean repeatable;
  private final Optional<SSLSocketFactory> trust;

  private Request(
      String method,
      URI uri,
      Map<String, String> headers,
      byte[] body,
      boolean repeatable,
      Optional<SSLSocketFactory> trust) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
    this.repeatable = repeatable;
    this.trust = trust;
  }

  public static Request get(URI uri) {
    return new Request("GET", uri, Map.of(), new byte[0], true, Optional.empty());
  }

  public static Request head(URI uri) {
    return new Request("HEAD", uri, Map.of(), new byte[0], true, Optional.empty());
  }

  /** Sent at most once. */
  public static Request post(URI uri, byte[] body) {
    return new Request("POST", uri, Map.of(), body.clone(), false, Optional.empty());
  }

  /** Replaces what is there; twice is the same as once. */
  public static Request put(URI uri, byte[] body) {
    return new Request("PUT", uri, Map.of(), body.clone(), true, Optional.empty());
  }

  /** The same, but the JDK may resend it when the connection breaks before the response. */
  public Request mayRepeat() {
    return new Request(method, uri, headers, body, true, trust);
  }

  public Request header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Request(method, uri, more, body, repeatable, trust);
  }

  /** The same, which trusts these certificates instead of those that Java trusts. */
  public Request trusting(SSLSocketFactory certificates) {
    return new Request(method, uri, headers, body, repeatable, Optional.of(certificates));
  }

  public String method() {
    return method;
  }

  public URI uri() {
    return uri;
  }

  public byte[] body() {
    return body.clone();
  }

  Map<String, String> headers() {
    return headers;
  }

  Optional<SSLSocketFactory> trust() {
    return trust;
  }

  boolean repeatable() {
    return repeatable;
  }

  boolean hasBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  @Override
  public String toString() {
    return method + " " + uri.getHost();
  }
}
