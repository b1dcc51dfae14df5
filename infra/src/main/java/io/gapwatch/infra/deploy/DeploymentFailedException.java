package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;

/** The engine could not do what it was asked; {@link #output} is all that it printed. */
public final class DeploymentFailedException extends InfraException {
  private static final long serialVersionUID = 1;

  private final String output;

  DeploymentFailedException(String what, String output, Throwable cause) {
    super(what + " failed; what was done is kept, and running it again goes on from there", cause);
    this.output = output;
  }

  public String output() {
    return output;
  }
}
