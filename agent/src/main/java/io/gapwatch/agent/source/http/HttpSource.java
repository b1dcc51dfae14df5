package io.gapwatch.agent.source.http;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.Source;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A site. Opening it asks nothing: whether it answers is what its checks are about.
 *
 * @param headers sent to its own host only
 * @param secrets what of the headers an answer may echo
 * @param trust whose certificates are believed; asked only if the address is https
 * @param names looks up names
 */
record HttpSource(
    String name,
    URI base,
    Map<String, Secret> headers,
    List<Secret> secrets,
    Supplier<X509ExtendedTrustManager> trust,
    Names names)
    implements Source {
  HttpSource {
    secrets = List.copyOf(secrets);
  }

  /** Looks up the addresses of a name. */
  interface Names {
    /** All of them. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  /** Scheme, host and port, for people; a path may hold a token. */
  String place() {
    return origin(base);
  }

  static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /** The text without what is secret in the headers, which some servers show to whoever asks. */
  String redacted(String text) {
    String redacted = text;
    for (Secret secret : secrets) {
      redacted = secret.redactFrom(redacted);
    }
    return redacted;
  }

  @Override
  public Session open(Duration timeout) {
    return new Opened(this);
  }

  private record Opened(HttpSource source) implements HttpSession {
    @Override
    public Visit visit(Wish wish, Duration timeout) {
      return new Journey(source, wish, timeout).visit();
    }

    @Override
    public String curl(Wish wish) {
      return ByHand.curl(source, wish);
    }

    @Override
    public String certificates() {
      return ByHand.certificates(source.base());
    }

    @Override
    public boolean answers(Duration timeout) {
      return false;
    }

    @Override
    public String answeredBy() {
      return source.place();
    }

    @Override
    public String identity() {
      return "http " + source.place();
    }

    @Override
    public void close() {
      // Each visit has a connection of its own.
    }
  }
}
