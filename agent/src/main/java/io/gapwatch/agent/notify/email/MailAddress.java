package io.gapwatch.agent.notify.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who mail is from or for: {@code a@example.org}, or {@code Name <a@example.org>}. The name may
 * have any letters; the address is ASCII, because few servers know SMTPUTF8 (RFC 6531).
 */
final class MailAddress {
  private static final String BARE = "[^\\s<>\",;:@()]+@[A-Za-z0-9](\\.?[A-Za-z0-9-])*";
  private static final String SYNTAX = "([^\\p{Cntrl}<>\",;:@]*<%s>|%s)".formatted(BARE, BARE);
  private static final Pattern PARTS = Pattern.compile("(?:([^<>]*)<)?([^<>]*)(>?)");
  private static final String EXAMPLE = "be a mail address, such as ops@example.org";

  private MailAddress() {}

  static Kind<String> kind() {
    return Kinds.judged(
        Kinds.parsed(SYNTAX, "a mail address", Optional::of),
        (text, now) -> fault(text).map(fault -> EXAMPLE + "; " + fault));
  }

  /**
   * As it stands in a header.
   *
   * @throws AddressException if it has a fault
   */
  static InternetAddress of(String text) throws AddressException {
    InternetAddress address = new InternetAddress(text, true);
    try {
      if (address.getPersonal() != null) {
        // Otherwise letters beyond ASCII travel as they are, which few servers let pass.
        address.setPersonal(address.getPersonal(), UTF_8.name());
      }
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("each Java knows UTF-8", e);
    }
    return address;
  }

  /** What is wrong with it, and what to write. */
  private static Optional<String> fault(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches() || (parts.group(1) == null) != parts.group(3).isEmpty()) {
      return Optional.of("its < and > do not pair; write Name <ops@example.org>");
    }
    String address = parts.group(2);
    if (address.chars().anyMatch(c -> c > '~')) {
      return Optional.of(
          "only ASCII is supported in it, and any letters in a name before it: write a domain as it"
              + " is looked up, xn--…, and before the @ another name of the mailbox");
    }
    if (address.matches("(\\.[^@]*|[^@]*\\.\\.[^@]*|[^@]*\\.)@.*")) {
      return Optional.of("what is before its @ has a dot too many");
    }
    return text.matches(SYNTAX) && isTaken(text)
        ? Optional.empty()
        : Optional.of(
            "it has something that is not supported; an ordinary one has letters, digits, dots,"
                + " dashes, + and _ around one @");
  }

  /** The library refuses some more, such as half a bracket. */
  private static boolean isTaken(String text) {
    try {
      return !of(text).getAddress().isEmpty();
    } catch (AddressException quotesIt) {
      return false;
    }
  }
}
