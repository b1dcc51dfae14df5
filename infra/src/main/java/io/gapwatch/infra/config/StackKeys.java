package io.gapwatch.infra.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which keys a stack's file may have, and which of them encrypted.
 *
 * @param declared those of {@code Pulumi.yaml}; none of them is a secret
 */
record StackKeys(List<String> declared) {
  private static final String TOKEN = "dopplerToken";

  /** Of the secrets that are kept in the stack's file. */
  private static final Pattern SECRET = Pattern.compile("[A-Z][A-Z0-9_]*");

  StackKeys {
    declared = List.copyOf(declared);
  }

  /**
   * Refuses what the program would not read as it is meant; keys of other programs pass.
   *
   * @param name as in the file
   * @throws InfraException with the command that puts it right, and never with the value
   */
  void refuse(String name, JsonNode value) {
    String key = name.replaceFirst("^gapwatch:", "");
    if (key.contains(":")) {
      return;
    }
    if (declared.contains(key)) {
      refuseEncrypted(name, key, value);
    } else if (key.equals(TOKEN) || isSecret(key)) {
      refuseInClear(name, key, value);
    } else {
      throw new InfraException(
          "%s is not a key of Pulumi.yaml; did you mean %s? pulumi config rm %s"
              .formatted(name, closest(key), key));
    }
  }

  /** The words that refuse a key that is not declared. */
  Optional<String> unknown(String key) {
    return declared.contains(key)
        ? Optional.empty()
        : Optional.of(
            "%s is not a key of Pulumi.yaml; did you mean %s?".formatted(key, closest(key)));
  }

  /** A key in capitals whose letters are those of a declared one is that one, mistyped. */
  private boolean isSecret(String key) {
    return SECRET.matcher(key).matches() && declared.stream().noneMatch(key::equalsIgnoreCase);
  }

  /** What reads the file without its passphrase would take the default in silence. */
  private static void refuseEncrypted(String name, String key, JsonNode value) {
    if (isEncrypted(value)) {
      throw new InfraException(
          "%s is encrypted, and gapctl reads it without the passphrase; it is no secret: pulumi config rm %s, then pulumi config set %2$s VALUE"
              .formatted(name, key));
    }
  }

  private static void refuseInClear(String name, String key, JsonNode value) {
    if (!isEncrypted(value)) {
      throw new InfraException(
          "%s is a secret, and stands in clear in the stack's file; pulumi config set --secret %s (and make a new one, if anybody else has seen the file)"
              .formatted(name, key));
    }
  }

  /** Itself, or one of the things in it. */
  private static boolean isEncrypted(JsonNode value) {
    return value.has("secure") || value.valueStream().anyMatch(StackKeys::isEncrypted);
  }

  private String closest(String key) {
    return Stream.concat(declared.stream(), Stream.of(TOKEN))
        .min(Comparator.comparingInt(each -> distance(key, each)))
        .orElseThrow();
  }

  /** How many letters have to be changed, added or taken out, whatever their case. */
  private static int distance(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean same =
            Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
