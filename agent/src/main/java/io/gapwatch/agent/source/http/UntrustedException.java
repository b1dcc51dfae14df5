package io.gapwatch.agent.source.http;

import io.gapwatch.agent.config.GapwatchException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A server answered, but no client that cares would talk to it: its certificate is not right. */
public final class UntrustedException extends GapwatchException {
  private static final long serialVersionUID = 1;

  private final transient List<X509Certificate> chain;

  UntrustedException(String reason, List<X509Certificate> chain, Throwable cause) {
    super(reason, cause);
    this.chain = List.copyOf(chain);
  }

  /** The certificates that it showed, its own first; empty if none was seen. */
  public List<X509Certificate> chain() {
    return chain;
  }
}
