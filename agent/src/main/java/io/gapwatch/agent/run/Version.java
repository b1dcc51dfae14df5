package io.gapwatch.agent.run;

import java.util.Objects;

/** The agent's own version. */
public final class Version {
  private Version() {}

  /** From the jar's manifest. */
  public static String agent() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), "(not packaged)");
  }
}
