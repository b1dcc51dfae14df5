package io.gapwatch.infra.deploy;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Why a VM could not be had, told from the words of the provider. The order is that of certainty: a
 * text that fits two is the first.
 */
public enum LaunchFailure {
  /** The account may no longer use the API, or never could: asking on makes it worse. */
  ACCOUNT("NotAuthenticated|\\b401-|NotAuthorizedOrNotFound, Authorization failed"),
  /** The region has fewer domains than were tried. */
  NO_SUCH_DOMAIN("there is no number"),
  /** The domain has no machines of this kind at all. */
  NO_SHAPE("shape VM\\.Standard\\.A1\\.Flex not found"),
  /** A quota policy of the account's own. */
  QUOTA("QuotaExceeded"),
  /** The account's limit is reached; also said now and then while there is no VM at all. */
  SERVICE_LIMIT("LimitExceeded|service limits were exceeded"),
  /** Asked too often. */
  RATE_LIMIT("TooManyRequests|Too many requests"),
  /** No host is free: the one to wait for. */
  CAPACITY("Out of host capacity|Out of capacity"),
  /** Something that waiting does not cure. */
  OTHER("");

  private final Pattern words;

  LaunchFailure(String words) {
    this.words = Pattern.compile(words);
  }

  /** The reason in what the engine printed. */
  public static LaunchFailure in(String output) {
    return Arrays.stream(values())
        .filter(reason -> reason.words.matcher(output).find())
        .findFirst()
        .orElse(OTHER);
  }
}
