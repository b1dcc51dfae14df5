package io.gapwatch.agent.source.http;

import io.gapwatch.agent.source.Session;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site or an API. */
public interface HttpSession extends Session {
  /** Bytes of a body that are read: far more than a health page has. */
  int MOST_READ = 1 << 20;

  /**
   * Asks for one page.
   *
   * @throws io.gapwatch.agent.source.UnreachableException if there is no answer in HTTP
   */
  Visit visit(Wish wish, Duration timeout);

  /** The same as a line for a shell, without what may be secret. */
  String curl(Wish wish);

  /** A line for a shell that shows its certificates. */
  String certificates();

  /**
   * What to ask for.
   *
   * @param path below the address of the source; begins with a slash, or is empty
   * @param method GET or HEAD
   * @param redirects how many may be followed
   * @param family over which version of IP only; empty for any
   */
  record Wish(String path, String method, int redirects, Optional<Family> family) {}

  /** A version of IP. */
  enum Family {
    IPV4("IPv4"),
    IPV6("IPv6");

    private final String word;

    Family(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * What came of it.
   *
   * @param status the last answer's
   * @param body the text of its first {@link #MOST_READ} bytes, unpacked
   * @param whole whether that is all of it
   * @param unreadable why the body is no text; empty where it is
   * @param redirected where the redirects led to; empty without one
   * @param circling whether the last answer leads back to an address that was asked before
   * @param took from the first look-up of a name to the last byte that was read
   * @param chain the certificates of the first server, its own first; empty without TLS
   * @param failed why a version of IP, which the name has an address of, does not work
   */
  record Visit(
      int status,
      String body,
      boolean whole,
      Optional<String> unreadable,
      Optional<String> redirected,
      boolean circling,
      Duration took,
      List<X509Certificate> chain,
      Map<Family, String> failed) {
    public Visit {
      chain = List.copyOf(chain);
      failed = Map.copyOf(failed);
    }
  }
}
