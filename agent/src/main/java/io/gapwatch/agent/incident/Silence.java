package io.gapwatch.agent.incident;

import io.gapwatch.agent.finding.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request for no messages about some incidents for a while.
 *
 * @param id a ULID
 * @param pattern matches {@code check/subject} as a whole: {@code *} stands for any text, {@code ?}
 *     for one character; without a slash it names a check with all its subjects. One line for each
 *     part of an incident
 * @param made when it was asked for; a day later or more than now, by a clock that was wrong
 * @param until when it ends, exclusive
 * @param comment why
 * @param by who asked for it
 */
public record Silence(
    String id, String pattern, Instant made, Instant until, String comment, String by) {
  private static final Duration TOLERATED = Duration.ofDays(1);

  /** Five letters that people type for it. */
  public String shortId() {
    return ShortId.of(id);
  }

  /** One that a clock of the future made would mute until that future is over. */
  public boolean activeAt(Instant now) {
    return now.isBefore(until) && made.isBefore(now.plus(TOLERATED));
  }

  public boolean matches(Fingerprint fingerprint) {
    String text = fingerprint.checkId() + "/" + fingerprint.subject();
    return pattern.lines().anyMatch(line -> matches(line.contains("/") ? line : line + "/*", text));
  }

  /** What it silences: {@code blocks/blocks 1-9 and 2 more}. */
  public String inWords() {
    List<String> lines = pattern.lines().toList();
    return lines.size() < 2 ? pattern : lines.get(0) + " and " + (lines.size() - 1) + " more";
  }

  /** Matches these and, where a subject has a wildcard of its own, little else. */
  public static String patternFor(List<Fingerprint> fingerprints) {
    return fingerprints.stream().map(Silence::patternFor).collect(Collectors.joining("\n"));
  }

  private static String patternFor(Fingerprint fingerprint) {
    return fingerprint.checkId() + "/" + fingerprint.subject().replace('*', '?').replace('\n', '?');
  }

  /** Whether a pattern may match a finding of this check. */
  public static boolean concerns(String pattern, String checkId) {
    int slash = pattern.indexOf('/');
    return matches(slash < 0 ? pattern : pattern.substring(0, slash), checkId);
  }

  private static boolean matches(String glob, String text) {
    String regex = glob.codePoints().mapToObj(Silence::regex).collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  private static String regex(int character) {
    return switch (character) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(Character.toString(character));
    };
  }
}
