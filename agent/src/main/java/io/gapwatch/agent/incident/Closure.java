package io.gapwatch.agent.incident;

/** Why an incident ended although nothing proves that it is well. */
public enum Closure {
  /** Its check is gone. */
  REMOVED("its check was removed from the configuration"),
  /** Its check asks another source, or asks with other settings, and does not find it so. */
  CHANGED("no longer looked at: its check or source was changed"),
  /** It is older than the check looks back, or what it was about is no longer there. */
  OUT_OF_REACH("no longer looked at: it left what its check looks at");

  private final String words;

  Closure(String words) {
    this.words = words;
  }

  /** The reason in words, without a full stop. */
  public String words() {
    return words;
  }
}
