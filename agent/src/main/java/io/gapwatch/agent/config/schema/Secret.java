package io.gapwatch.agent.config.schema;

/** A value that is never shown: it always prints as {@code <secret>}. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The value itself, for the one call that needs it. Never log or store what this returns. */
  public String reveal() {
    return value;
  }

  /** The same without line ends after it, which an editor, a shell or a copy may have added. */
  public Secret withoutLineEnd() {
    return new Secret(value.replaceAll("[\\r\\n]+$", ""));
  }

  /** The length in characters, the only thing a run prints about a secret. */
  public int length() {
    return value.length();
  }

  /** The text with this secret redacted, for driver messages that may quote it. */
  public String redactFrom(String text) {
    return value.isEmpty() ? text : text.replace(value, "<secret>");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
