package io.gapwatch.infra.deploy;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Why a VM could not be had, told from the words of the provider. The order is that of certainty: a
 * text that fits two is the first.
 */
public enum LaunchFailure {
  /** Oracle refuses what was signed minutes ago or ahead; a clock is put right by itself. */
  CLOCK(
      "allowed clock skew|RequestTimeTooSkewed|is not yet valid: current time \\S+ is before",
      "this machine's clock is wrong by minutes or more"),
  /**
   * A proxy or a portal answered, or half an answer came; a file of our own that is half is none of
   * that. What such a page says of keys is not Oracle's word.
   */
  IN_BETWEEN(
      "(?m)^(?!.*(?:deserializ|checkpoint|credentials file)).*(?:BadErrorResponse|(?i:<html|<!doctype html)|looking for beginning of"
          + " value|unexpected end of JSON|is a proxy in between|HTTP 30[237]|\\b30[237]-\\w)",
      "something in between, such as a proxy, answered in place of Oracle or Doppler"),
  /**
   * The account may no longer use the API, or never could: retrying makes it worse. Said of a thing
   * that is new, too, until all of Oracle knows it.
   */
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
      "\\bLimitExceeded|service limits were exceeded",
      "a limit of the account is reported as reached"),
  /** Asked too often. */
  RATE_LIMIT(
      "(?i)too ?many ?requests|\\b429-|HTTP 429|\\[429]|\\b429 HTTP error|rate ?limit|code:? 429",
      "too many requests"),
  /** No host is free: the one to wait for. */
  CAPACITY("(?i)out ?of ?(?:host ?)?capacity", "no host is free"),
  /** Oracle, Doppler or Pulumi's own service has a fault of its own, or is busy with a change. */
  SERVER_ERROR(
      "(?i)\\b5\\d\\d-[\\w,]|\\b5\\d\\d HTTP error|HTTP 5\\d\\d|\\[5\\d\\d]|(code|response|error):? 5\\d\\d\\b"
          + "|\\b408-|HTTP 408"
          + "|\\b409-IncorrectState(?![^\\n]*(pending.deletion|terminated))"
          + "|timeout while waiting for state|unexpected state 'TERMINAT"
          + "|internal server error|bad gateway|service unavailable|has 0 availability domains",
      "a service has a fault of its own"),
  /** Pulumi's own service keeps an update that was cut off for some minutes. */
  BUSY(
      "Another update is currently in progress",
      "the stack is busy with an update that is not over"),
  /** Nobody answered: the network here, or a name that is new and not known everywhere yet. */
  UNREACHABLE(
      "(?i)could not reach|\\blookup \\S+( on \\S+)?: |no such host|cannot assign requested"
          + "|server misbehaving|name resolution|dial (tcp|udp)|i/o"
          + " timeout|TLS handshake|tls: |x509: (\\S+ )?certificate|x509: cannot validate"
          + "|time-?d? ?out|deadline exceeded|request"
          + " canceled|connection (was )?(reset|refused|closed|abort|broke)|closed idle"
          + " connection|HTTP response to HTTPS client|malformed HTTP|broken pipe|network"
          + " connection|network is (down|unreachable)|(no route to|host is)"
          + " (host|down)|(?m:^(?!.*(deserializ|checkpoint|credentials file)).*\\bEOF\\b)"
          + "|GOAWAY|http2: |stream error|proxyconnect|code = Unavailable",
      "could not reach Oracle or Doppler"),
  /**
   * What passes within minutes where it passes at all: things that are new and not known everywhere
   * yet, changes that get in each other's way, and words of Doppler's command that tell neither.
   */
  NOT_YET(
      "404-NotAuthorizedOrNotFound, |404-NotFound, |RelatedResourceNotAuthorizedOrNotFound"
          + "|NotAuthorizedOrResourceAlreadyExists|InsufficientServicePermissions"
          + "|\\b409-(?!Bucket|Compartment)\\w|\\b412-\\w|Unexpected LifeCycle state"
          + "|Work Request error|the stack is currently locked"
          + "|cannot allocate memory|too many open files|ended with exit code \\d+: (?i)"
          + "(?![^;\\n]*(invalid|not find|must|token|log ?in|setup|unknown))",
      "something is not ready yet, or in the way"),
  /** Something that waiting does not cure. */
  OTHER("", "another failure");

  /** What the engine warns of is not why it failed: it also looks for news of itself. */
  private static final Pattern WARNING = Pattern.compile("(?m)^\\s*warning: .*$");

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
    String failures = WARNING.matcher(output).replaceAll("");
    return Arrays.stream(values())
        .filter(reason -> reason.words.matcher(failures).find())
        .findFirst()
        .orElse(OTHER);
  }
}
