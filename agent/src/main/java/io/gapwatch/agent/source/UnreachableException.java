package io.gapwatch.agent.source;

/**
 * Nobody answered at the address of a source: it is known to be down, or out of reach from here. A
 * refusal is an answer, and no such exception.
 */
public final class UnreachableException extends SourceUnavailableException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason what could not be done and why, without secrets
   * @param remedy what to try
   */
  public UnreachableException(String reason, String remedy, Throwable cause) {
    super(reason, remedy, cause);
  }
}
