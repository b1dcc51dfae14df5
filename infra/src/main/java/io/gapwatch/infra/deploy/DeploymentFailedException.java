package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;

/** The engine could not do what it was asked; {@link #output} is all that it printed. */
public final class DeploymentFailedException extends InfraException {
  private static final long serialVersionUID = 1;

  private static final String ERROR = "error: ";

  private final String output;

  DeploymentFailedException(String what, String output, Throwable cause) {
    super(
        "%s failed%s; what was done is kept, and the same command continues from there"
            .formatted(what, reason(output)),
        cause);
    this.output = output;
  }

  /** The first error of the engine's list that is a whole sentence. */
  private static String reason(String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(ERROR) && !line.endsWith(":"))
        .filter(line -> !line.contains("Pulumi program exited"))
        .findFirst()
        .map(line -> ": " + line.substring(ERROR.length()))
        .orElse("");
  }

  public String output() {
    return output;
  }
}
