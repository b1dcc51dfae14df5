package io.gapwatch.agent.secret.vault;

/**
 * One try failed. It keeps no cause and no part of an answer: they can quote a secret. Its message
 * is for people.
 */
final class VaultTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of failure, which decides on what to do next. */
  enum Kind {
    /** Role, secret id or token are not accepted. */
    LOGIN_REFUSED,
    /** The token is not accepted, or may not read that; Vault does not tell which. */
    DENIED,
    /** Overloaded, out of order or silent, which may pass. */
    MAY_PASS,
    /** To ask again does not help. */
    FINAL
  }

  private final Kind kind;

  VaultTrouble(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
