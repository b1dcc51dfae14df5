package io.gapwatch.agent.source.http;

import io.gapwatch.agent.config.GapwatchException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A server answered, but no client that cares would talk to it: its certificate is not right. */
public final class UntrustedException extends GapwatchException {
  private static final long serialVersionUID = 1;

  private final String remedy;
  private final transient List<X509Certificate> chain;

  UntrustedException(String reason, String remedy, List<X509Certificate> chain, Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
    this.chain = List.copyOf(chain);
  }

  /** What to try. */
  public String remedy() {
    return remedy;
  }

  /** The certificates that it showed, its own first; empty if none was seen. */
  public List<X509Certificate> chain() {
    return chain;
  }
}
