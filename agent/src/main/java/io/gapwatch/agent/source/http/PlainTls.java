package io.gapwatch.agent.source.http;

import java.io.IOException;

/** Who was asked in plain HTTP speaks TLS. */
final class PlainTls extends IOException {
  private static final long serialVersionUID = 1;

  PlainTls() {
    super("this port speaks TLS, and was asked in plain HTTP");
  }
}
