package io.gapwatch.agent.config;

/**
 * The root of all exceptions thrown on purpose: the message says what could not be done, why, and
 * what to try, and never contains a secret.
 */
public class GapwatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public GapwatchException(String message) {
    super(message);
  }

  public GapwatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
