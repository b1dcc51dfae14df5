package io.gapwatch.agent.cli;

/** Exit codes that scripts can trust. */
final class ExitCode {
  /** All ok. */
  static final int OK = 0;

  /** At least one warning or critical finding. */
  static final int UNHEALTHY = 1;

  /** Something could not be checked, or the command failed. */
  static final int FAILED = 2;

  /** The command line was wrong; EX_USAGE of sysexits.h. */
  static final int USAGE = 64;

  private ExitCode() {}
}
