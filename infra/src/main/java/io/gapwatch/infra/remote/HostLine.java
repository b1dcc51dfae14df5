package io.gapwatch.infra.remote;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A line of the file of known hosts.
 *
 * @param marker as {@code @revoked}, or empty
 * @param hosts names, with {@code *}, {@code ?} and {@code !}, or one that is hashed
 * @param rest the type and the key, if the line is whole
 * @see <a href="https://man.openbsd.org/sshd.8#SSH_KNOWN_HOSTS_FILE_FORMAT">the format</a>
 */
record HostLine(String marker, String hosts, List<String> rest) {
  private static final String HASHED = "|1|";
  private static final String AUTHORITY = "@cert-authority";

  /** Of keys of the first version of SSH, which nobody speaks any more, the size comes here. */
  private static final Pattern FIRST_VERSION = Pattern.compile("\\d+");

  HostLine {
    rest = List.copyOf(rest);
  }

  /** The line, unless it is blank, a comment, or of what is not known here. */
  static Optional<HostLine> of(String line) {
    List<String> words = Arrays.asList(line.strip().split("\\s+"));
    String first = words.get(0);
    boolean marked = first.startsWith("@");
    if (first.isEmpty() || first.startsWith("#") || first.equals(AUTHORITY)) {
      return Optional.empty();
    }
    int at = marked ? 1 : 0;
    return words.size() <= at
            || (words.size() > at + 1 && FIRST_VERSION.matcher(words.get(at + 1)).matches())
        ? Optional.empty()
        : Optional.of(
            new HostLine(marked ? first : "", words.get(at), words.subList(at + 1, words.size())));
  }

  /** Whether it is of this machine. */
  boolean names(String name) {
    if (hosts.startsWith(HASHED)) {
      return isHashOf(name);
    }
    boolean found = false;
    for (String pattern : hosts.split(",", -1)) {
      boolean not = pattern.startsWith("!");
      if (matches(not ? pattern.substring(1) : pattern, name)) {
        if (not) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private static boolean matches(String pattern, String name) {
    String expression =
        Pattern.quote(pattern.toLowerCase(Locale.ROOT))
            .replace("*", "\\E.*\\Q")
            .replace("?", "\\E.\\Q");
    return name.toLowerCase(Locale.ROOT).matches(expression);
  }

  private boolean isHashOf(String name) {
    String[] parts = hosts.substring(HASHED.length()).split("\\|", -1);
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
      byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
      return parts.length > 1 && MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[1]));
    } catch (GeneralSecurityException | IllegalArgumentException noHash) {
      return false;
    }
  }

  /** Its key; empty if the line is damaged. */
  Optional<KnownKey> key() {
    if (rest.size() < 2) {
      return Optional.empty();
    }
    try {
      byte[] type = rest.get(0).getBytes(StandardCharsets.US_ASCII);
      byte[] key = Base64.getDecoder().decode(rest.get(1));
      int from = Integer.BYTES;
      boolean whole =
          key.length > from + type.length
              && Arrays.equals(key, from, from + type.length, type, 0, type.length);
      return whole ? Optional.of(new KnownKey(marker, rest.get(0), rest.get(1))) : Optional.empty();
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }
}
