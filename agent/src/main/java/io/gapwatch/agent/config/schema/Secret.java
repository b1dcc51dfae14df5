package io.gapwatch.agent.config.schema;

import java.util.regex.Pattern;

/** A value that is never shown: it always prints as {@code <secret>}. */
public final class Secret {
  /** Shorter ones are found in every word, and what is taken out there would tell them. */
  public static final int SHORTEST_REDACTED = 4;

  /** Shorter ones are taken out only where they are not a part of a longer word. */
  private static final int SHORTEST_ANYWHERE = 8;

  private static final String SHOWN = "<secret>";

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The value itself, for the one call that needs it. Never log or store what this returns. */
  public String reveal() {
    return value;
  }

  /**
   * The same without what an editor, a shell or a copy may have put around it: line ends after it,
   * a byte order mark before it.
   */
  public Secret bare() {
    return new Secret(value.replaceAll("^\\uFEFF+|[\\r\\n]+$", ""));
  }

  /** The length in characters, the only thing a run prints about a secret. */
  public int length() {
    return value.length();
  }

  /**
   * The text with this secret redacted, for driver messages that may quote it. One of up to 3
   * characters is left in it, one of up to 7 is redacted only as a word of its own, a longer one
   * also as addresses and base64 spell it.
   */
  public String redactFrom(String text) {
    if (value.length() < SHORTEST_REDACTED) {
      return text;
    }
    if (value.length() < SHORTEST_ANYWHERE) {
      return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}])")
          .matcher(text)
          .replaceAll(SHOWN);
    }
    String redacted = text;
    for (String spelling : Spellings.of(value)) {
      redacted = redacted.replace(spelling, SHOWN);
    }
    return redacted;
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
    return SHOWN;
  }
}
