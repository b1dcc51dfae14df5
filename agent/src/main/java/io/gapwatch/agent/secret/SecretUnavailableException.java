package io.gapwatch.agent.secret;

import io.gapwatch.agent.config.GapwatchException;

/** A secret could not be had; the message names the secret, the reason and what to try. */
public final class SecretUnavailableException extends GapwatchException {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String reason;

  public SecretUnavailableException(String name, String reason) {
    super("secret " + name + ": " + reason);
    this.name = name;
    this.reason = reason;
  }

  public SecretUnavailableException(String name, String reason, Throwable cause) {
    super("secret " + name + ": " + reason, cause);
    this.name = name;
    this.reason = reason;
  }

  public String name() {
    return name;
  }

  public String reason() {
    return reason;
  }
}
