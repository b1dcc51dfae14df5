package io.gapwatch.agent.finding;

import org.jspecify.annotations.Nullable;

/** Identifies the same problem across runs: the check and the subject, never a value. */
public record Fingerprint(String checkId, String subject) {
  /**
   * This and {@code hashCode} are written out, because Java would make them at run time, which
   * costs a start several milliseconds.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fingerprint that
        && checkId.equals(that.checkId)
        && subject.equals(that.subject);
  }

  @Override
  public int hashCode() {
    return 31 * checkId.hashCode() + subject.hashCode();
  }
}
