package io.gapwatch.agent.source.sql;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * PostgreSQL's driver logs to java.util.logging, which prints to standard error, what its
 * exceptions say once more.
 */
final class DriverLogs {
  // The log manager drops the level of a logger that is not strongly referenced.
  private static final Logger POSTGRES = Logger.getLogger("org.postgresql");

  private DriverLogs() {}

  static void off() {
    POSTGRES.setLevel(Level.OFF);
  }
}
