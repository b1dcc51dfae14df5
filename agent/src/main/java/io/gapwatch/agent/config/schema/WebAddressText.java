package io.gapwatch.agent.config.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes a text an address on the web that a connection can be made to: stricter than {@link
 * URI}, which takes ports beyond 65535 and hosts that it then has no name for. No word of it quotes
 * the text, which may be a secret.
 */
public final class WebAddressText {
  private static final Pattern FORM =
      Pattern.compile("(?i)(https?)://([^/?#]*)(.*)", Pattern.DOTALL);
  private static final Pattern AUTHORITY = Pattern.compile("(\\[.*]|[^:\\[\\]]*)(?::(.*))?");
  private static final Pattern PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final int HIGHEST_PORT = 65_535;

  private WebAddressText() {}

  /** What is wrong with it, and what to write; empty if it is an address. */
  public static Optional<String> fault(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.of("it does not begin with https:// or http://");
    }
    return authorityFault(form.group(2)).or(() -> fault(form));
  }

  /** The same of an address behind which a path is put. */
  public static Optional<String> baseFault(String text) {
    return fault(text)
        .or(
            () ->
                text.matches("(?s).*[?#].*")
                    ? Optional.of("it has a ? or a #, and a path is put behind it; leave them out")
                    : Optional.empty());
  }

  /**
   * The address, its scheme in small letters, and what is not ASCII percent-encoded.
   *
   * @throws IllegalStateException if it has a fault
   */
  public static URI uri(String text) {
    try {
      Matcher form = FORM.matcher(text.strip());
      if (form.matches()) {
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        String ascii = new URI(text.strip()).toASCIIString();
        return new URI(scheme + ascii.substring(scheme.length()));
      }
    } catch (URISyntaxException quotesIt) {
      throw new IllegalStateException("this address was not looked at for its faults");
    }
    throw new IllegalStateException("this is no address on the web");
  }

  /** The address that this text is, if it is one. */
  public static Optional<URI> parse(String text) {
    return fault(text).isPresent() ? Optional.empty() : Optional.of(uri(text));
  }

  /** What is wrong with a path, and perhaps a query, that is put behind an address. */
  public static Optional<String> pathFault(String path) {
    if (!path.startsWith("/")) {
      return Optional.of("it does not begin with a slash");
    }
    return path.contains("#")
        ? Optional.of("what follows a # is never sent; write %23 if it belongs to the path")
        : characterFault(path);
  }

  /** A path without a fault, with what is not ASCII percent-encoded. */
  static String asciiPath(String path) {
    return URI.create("http://h" + path).toASCIIString().substring("http://h".length());
  }

  private static Optional<String> authorityFault(String authority) {
    if (authority.isEmpty()) {
      return Optional.of("it has no host");
    }
    if (authority.contains("@")) {
      return Optional.of(
          "it has a user or a password before the host, which would be shown wherever the address"
              + " is; leave them out");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      return Optional.of("the brackets of its host do not pair; IPv6 is written [2001:db8::1]");
    }
    String port = parts.group(2);
    if (port != null && port.contains(":") && !authority.startsWith("[")) {
      return Optional.of("its host is IPv6, which is written in brackets: [2001:db8::1]");
    }
    return port == null || isPort(port)
        ? hostFault(parts.group(1))
        : Optional.of("its port is not a number from 1 to " + HIGHEST_PORT);
  }

  private static boolean isPort(String port) {
    return port.matches("[0-9]{1,5}")
        && Integer.parseInt(port) >= 1
        && Integer.parseInt(port) <= HIGHEST_PORT;
  }

  private static Optional<String> hostFault(String host) {
    if (host.isEmpty()) {
      return Optional.of("it has no host");
    }
    if (host.startsWith("[") && host.contains("%")) {
      return Optional.of("its IPv6 address has a zone (%), which is not supported; leave it out");
    }
    if (host.contains("_")) {
      return Optional.of(
          "its host has an underscore, which no name of a host may have; write another name of it,"
              + " or its IP address");
    }
    if (host.chars().anyMatch(c -> c > '~')) {
      return Optional.of("its host is not ASCII; write it as it is looked up, xn--…");
    }
    return isHost(host)
        ? Optional.empty()
        : Optional.of("its host is neither a name nor an IP address");
  }

  private static boolean isHost(String host) {
    try {
      return new URI("http://" + host).getHost() != null;
    } catch (URISyntaxException quotesIt) {
      return false;
    }
  }

  private static Optional<String> fault(Matcher form) {
    return characterFault("/" + form.group(3));
  }

  private static Optional<String> characterFault(String text) {
    if (PERCENT.matcher(text).find()) {
      return Optional.of(
          "it has a % that is not followed by two hexadecimal digits; a % itself is %25");
    }
    try {
      new URI("http://h" + text);
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(character(e));
    }
  }

  private static String character(URISyntaxException e) {
    char bad = e.getInput().charAt(Math.min(e.getIndex(), e.getInput().length() - 1));
    String named = bad <= ' ' ? "a space" : Character.toString(bad);
    return "it has %s, which an address has only as %%%02X".formatted(named, (int) bad);
  }
}
