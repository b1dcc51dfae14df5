package io.gapwatch.infra.config;

import java.util.regex.Pattern;

/**
 * The root of all exceptions thrown on purpose: its message says what could not be done, why, and
 * what to try, and never holds a secret.
 */
public class InfraException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final Pattern OWN_LINE = Pattern.compile("\\R *To do: ");
  private static final Pattern SAME_LINE = Pattern.compile("; ");

  public InfraException(String message) {
    super(message);
  }

  public InfraException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What could not be done, and why. */
  public final String reason() {
    return parts()[0];
  }

  /** What to try; empty if the message does not say. */
  public final String way() {
    return parts().length > 1 ? parts()[1] : "";
  }

  private String[] parts() {
    String message = String.valueOf(getMessage());
    Pattern between = OWN_LINE.matcher(message).find() ? OWN_LINE : SAME_LINE;
    return between.split(message, 2);
  }

  /** The reason, and below it what to try, for those who read it among lines of other programs. */
  public final String inTwoLines() {
    return way().isEmpty() ? reason() : "%s%nTo do: %s".formatted(reason(), way());
  }
}
