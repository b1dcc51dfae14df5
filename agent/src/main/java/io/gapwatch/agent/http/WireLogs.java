package io.gapwatch.agent.http;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JDK's client can log requests and answers with their headers, and so tokens, to
 * java.util.logging. No logging configuration can turn that on.
 */
final class WireLogs {
  // The log manager drops the level of a logger that is not strongly referenced.
  private static final Logger WIRE =
      Logger.getLogger("sun.net.www.protocol.http.HttpURLConnection");

  private WireLogs() {}

  static void off() {
    WIRE.setLevel(Level.OFF);
  }
}
