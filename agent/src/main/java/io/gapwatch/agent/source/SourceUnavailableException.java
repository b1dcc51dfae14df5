package io.gapwatch.agent.source;

import io.gapwatch.agent.config.GapwatchException;

/** A source could not be opened or did not respond. The checks that need it are unknown. */
public class SourceUnavailableException extends GapwatchException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  /**
   * @param reason what could not be done and why, without secrets
   * @param remedy what to try
   */
  public SourceUnavailableException(String reason, String remedy) {
    super(reason);
    this.remedy = remedy;
  }

  public SourceUnavailableException(String reason, String remedy, Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }

  /** Reason and remedy as a fault of this key, which the message of a problem names already. */
  public String asFaultOf(String key) {
    String reason = String.valueOf(getMessage());
    return (reason.startsWith(key + ": ") ? reason.substring(key.length() + 2) : reason)
        + "; "
        + remedy;
  }
}
