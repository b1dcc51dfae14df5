package io.gapwatch.infra.config;

/**
 * The root of all exceptions thrown on purpose: its message says what could not be done, why, and
 * what to try, and never holds a secret.
 */
public class InfraException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InfraException(String message) {
    super(message);
  }

  public InfraException(String message, Throwable cause) {
    super(message, cause);
  }
}
