package io.gapwatch.agent.secret;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The SDK's HTTP client can log whole requests and answers, with tokens and secrets in them, to
 * java.util.logging. No logging configuration may turn that on.
 */
final class WireLogs {
  // The log manager forgets the level of a logger that nobody holds.
  private static final List<Logger> WIRE =
      List.of(
          Logger.getLogger("org.apache.http.wire"), Logger.getLogger("org.apache.http.headers"));

  private WireLogs() {}

  static void off() {
    WIRE.forEach(logger -> logger.setLevel(Level.OFF));
  }
}
