package io.gapwatch.infra.cli;

import java.util.OptionalLong;

/**
 * What the vault said of a secret before and after a rotation. Its word after it may be of a moment
 * before, and then it names the version that was to be replaced.
 *
 * @param before the version before; empty when the vault did not say
 * @param after the version after; empty when the vault did not say
 * @param made whether the rotation made one
 */
record RotatedVersions(OptionalLong before, OptionalLong after, boolean made) {

  /** The version that a machine has to read, or a later one; empty when it is not known. */
  OptionalLong wanted() {
    if (!made) {
      return after.isPresent() ? after : before;
    }
    return before.isPresent()
        ? OptionalLong.of(Math.max(before.getAsLong() + 1, after.orElse(0)))
        : OptionalLong.empty();
  }

  /** Which versions there are, in a sentence. */
  String words(String name) {
    String now = wanted().isPresent() ? Long.toString(wanted().getAsLong()) : "unknown";
    return made
        ? "%s is rotated; its version now: %s (before: %s)"
            .formatted(
                name, now, before.isPresent() ? Long.toString(before.getAsLong()) : "unknown")
        : "Nothing was rotated: the value of %s is the one that the vault has already; its version: %s. For another one, change it where it comes from (doppler secrets set %1$s), then rotate."
            .formatted(name, now);
  }
}
