package io.gapwatch.infra.remote;

/**
 * A key in the file of known hosts.
 *
 * @param marker as {@code @revoked}; empty for a key that the machine may show
 * @param type as in {@code ssh-ed25519}
 */
record KnownKey(String marker, String type, String base64) {

  /** Whether the machine may show it. */
  boolean isTrusted() {
    return marker.isEmpty();
  }

  /** A line of the file for one name. */
  String line(String name) {
    return "%s %s %s %s\n".formatted(marker, name, type, base64).strip() + "\n";
  }
}
