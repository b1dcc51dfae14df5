package io.gapwatch.infra.deploy;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Why a VM could not be had, told from the words of the provider. The order is that of certainty: a
 * text that fits two is the first.
 */
public enum LaunchFailure {
  /** Oracle refuses what was signed minutes ago or ahead; a clock is put right by itself. */
  CLOCK("allowed clock skew", "this machine's clock differs from Oracle's by minutes"),
  /**
   * A proxy or a portal answered, or half an answer came; a file of our own that is half is none of
   * that. What such a page says of keys is not Oracle's word.
   */
  IN_BETWEEN(
      "(?m)^(?!.*(?:deserializ|checkpoint)).*(?:BadErrorResponse|looking for beginning of"
          + " value|unexpected end of JSON|is a proxy in between|HTTP 30[237]|\\b30[237]-\\w)",
      "something in between, such as a proxy, answered in place of Oracle or Doppler"),
  /** The account may no longer use the API, or never could: retrying makes it worse. */
  ACCOUNT(
      "NotAuthenticated|\\b401-|NotAuthorizedOrNotFound, Authorization failed|there is no"
          + " ocid1\\.tenancy\\S* for this user",
      "the account is refused"),
  /** The region has fewer domains than were tried. */
  NO_SUCH_DOMAIN(
      "has [1-9]\\d* availability domains, so there is no number", "the region has no such domain"),
  /** The domain has no machines of this kind at all. */
  NO_SHAPE("shape VM\\.Standard\\.A1\\.Flex not found", "the domain has no A1 machines"),
  /** A quota policy of the account's own. */
  QUOTA("QuotaExceeded", "a quota policy refuses it"),
  /** A limit of the account is reached; also said for hours while there is no VM at all. */
  SERVICE_LIMIT(
      "LimitExceeded|service limits were exceeded",
      "a limit of the account is reported as reached"),
  /** Asked too often. */
  RATE_LIMIT(
      "TooManyRequests|Too many requests|\\b429-|HTTP 429|[Rr]ate limit", "too many requests"),
  /** No host is free: the one to wait for. */
  CAPACITY("Out of host capacity|Out of capacity", "no host is free"),
  /** Oracle, Doppler or Pulumi's own service has a fault of its own, or is busy with a change. */
  SERVER_ERROR(
      "\\b5\\d\\d-\\w|\\b5\\d\\d HTTP error|HTTP 5\\d\\d|\\[5\\d\\d]|\\b408-|HTTP 408|\\b409-IncorrectState"
          + "|timeout while waiting for state|Internal [Ss]erver [Ee]rror|[Ss]ervice"
          + " [Uu]navailable|has 0 availability domains",
      "a service has a fault of its own"),
  /** Pulumi's own service keeps an update that was cut off for some minutes. */
  BUSY(
      "Another update is currently in progress",
      "the stack is busy with an update that is not over"),
  /** Nobody answered: the network here, or a name that is new and not known everywhere yet. */
  UNREACHABLE(
      "could not reach|no such host|server misbehaving|name resolution|dial (tcp|udp)|i/o"
          + " timeout|TLS handshake|tls: |x509: |[Tt]imed? ?out|deadline exceeded|request"
          + " canceled|connection (was )?(reset|refused|closed|aborted|broke)|closed idle"
          + " connection|HTTP response to HTTPS client|malformed HTTP|broken pipe|network"
          + " connection|network is (down|unreachable)|(no route to|host is)"
          + " (host|down)|\\bEOF\\b|GOAWAY|http2: |stream error|proxyconnect|code = Unavailable",
      "could not reach Oracle or Doppler"),
  /** Something that waiting does not cure. */
  OTHER("", "another failure");

  private final Pattern words;
  private final String meaning;

  LaunchFailure(String words, String meaning) {
    this.words = Pattern.compile(words);
    this.meaning = meaning;
  }

  /** The reason for people. */
  public String meaning() {
    return meaning;
  }

  /** The reason in what the engine printed. */
  public static LaunchFailure in(String output) {
    return Arrays.stream(values())
        .filter(reason -> reason.words.matcher(output).find())
        .findFirst()
        .orElse(OTHER);
  }
}
