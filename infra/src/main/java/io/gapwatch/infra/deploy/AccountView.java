package io.gapwatch.infra.deploy;

/** What the account itself says when a hunt is refused: the words of one refusal prove little. */
public interface AccountView {

  /**
   * Whether a limit that was reported is a real one.
   *
   * @param output what the engine printed, with the names of the limits
   * @param domain where the VM was asked for, counted from 1
   */
  Verdict limit(String output, int domain);

  /** How the account answers the same key, when a request was refused as if it knew no such one. */
  default Standing standing() {
    return Standing.REFUSED;
  }

  /** Three, because not to be asked is neither of the others. */
  enum Standing {
    /** The key is refused there, too. */
    REFUSED,
    /** Nothing confirms it. */
    OPEN,
    /** Nobody answered. */
    AWAY
  }

  /**
   * An answer with its reason.
   *
   * @param real whether it is proven
   * @param words the proof, or why there is none
   */
  record Verdict(boolean real, String words) {}
}
