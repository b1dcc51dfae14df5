package io.gapwatch.agent.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a link that acknowledges one incident. Whoever has it may, until it expires; it lets
 * them do nothing else.
 *
 * @param incident the id of the incident
 * @param expires UTC, to the second
 */
public record AcknowledgeLink(String incident, Instant expires) {
  /** As long as Pushover keeps an acknowledgement. */
  private static final Duration LASTS = Duration.ofDays(7);

  private static final Duration AHEAD = Duration.ofDays(1);

  private static final String BEGIN = "/ack/";
  private static final Pattern PATH =
      Pattern.compile(BEGIN + "([0-9A-Z]{26})/(\\d{1,12})/([A-Za-z0-9_-]{22})");

  /** One that is valid from now on. */
  public static AcknowledgeLink to(String incident, Instant now) {
    return new AcknowledgeLink(incident, now.plus(LASTS));
  }

  /**
   * Whether it is still good, and was made by a clock that was not far ahead: such a link would
   * last for as long as that clock was wrong.
   */
  public boolean isGood(Instant now) {
    return now.isBefore(expires) && !expires.isAfter(now.plus(LASTS).plus(AHEAD));
  }

  /** Whether this is the path of such a link, valid or not. */
  public static boolean isMeant(String path) {
    return path.startsWith(BEGIN);
  }

  /** The link of this path, expired or not; empty if it was not signed with this key. */
  public static Optional<AcknowledgeLink> read(String path, SigningKey key) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    AcknowledgeLink link =
        new AcknowledgeLink(
            matcher.group(1), Instant.ofEpochSecond(Long.parseLong(matcher.group(2))));
    // As text: a decoder ignores the last bits, so that several texts would be one signature.
    return MessageDigest.isEqual(bytes(path), bytes(link.path(key)))
        ? Optional.of(link)
        : Optional.empty();
  }

  /** {@code /ack/01M8…/1795651200/h4sh…}: without a sign that chats or mail programs change. */
  public String path(SigningKey key) {
    return BEGIN
        + claim()
        + "/"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(claim()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String claim() {
    return incident + "/" + expires.getEpochSecond();
  }
}
