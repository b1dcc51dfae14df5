package io.gapwatch.agent.secret.oci;

/**
 * One try to read a secret failed. It keeps no cause: exceptions can quote an answer, and answers
 * hold secrets.
 */
final class VaultFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of failure, which decides on retries and advice. */
  enum Kind {
    /** OCI does not accept who asks. */
    NOT_AUTHENTICATED,
    /** OCI says "not authorized or not found", which may pass. */
    NOT_VISIBLE,
    /** OCI is overloaded or failing, which may pass. */
    BUSY,
    /** No answer, which may pass. */
    NO_ANSWER,
    /** The settings or the answer are wrong; to ask again does not help. */
    FINAL
  }

  private final Kind kind;
  private final String detail;

  VaultFailure(Kind kind, String detail) {
    super(kind + ": " + detail);
    this.kind = kind;
    this.detail = detail;
  }

  Kind kind() {
    return kind;
  }

  /** What happened, for people, without any part of an answer's body. */
  String detail() {
    return detail;
  }
}
