package io.gapwatch.agent.source.http;

import io.gapwatch.agent.source.http.HttpSession.Family;
import io.gapwatch.agent.source.http.HttpSession.Wish;
import java.net.URI;
import java.util.stream.Collectors;

/** The same question as a line for a shell, without what may be secret. */
final class ByHand {
  private static final int HTTPS = 443;

  /** What needs no quotes, and is too short for a token. */
  private static final String PLAIN_PATH = "(/[\\w.~-]{0,24})*";

  private ByHand() {}

  /** {@code curl -v -H 'Authorization: …' https://api.example.org/health}. */
  static String curl(HttpSource source, Wish wish) {
    String options =
        (wish.method().equals("HEAD") ? " -I" : "")
            + (wish.redirects() > 0 ? " -L" : "")
            + wish.family().map(only -> only == Family.IPV4 ? " -4" : " -6").orElse("");
    String headers =
        source.headers().keySet().stream()
            .map(" -H '%s: …'"::formatted)
            .collect(Collectors.joining());
    return "curl -v" + options + headers + " " + address(source, wish);
  }

  /** A query, or the path of the source itself, may hold a token. */
  private static String address(HttpSource source, Wish wish) {
    String path = wish.path().replaceFirst("[?#].*", "");
    boolean told = source.base().getRawPath().matches("/*") && path.matches(PLAIN_PATH);
    return source.place() + (told ? path : "");
  }

  /** Shows the certificates of a server. */
  static String certificates(URI target) {
    String host = target.getHost();
    int port = target.getPort() < 0 ? HTTPS : target.getPort();
    // Certificates are chosen by name; an address is none.
    String name = host.matches("[\\d.]+|\\[.*") ? "" : " -servername " + host;
    return "openssl s_client -connect %s:%d%s -showcerts < /dev/null".formatted(host, port, name);
  }
}
