package io.gapwatch.agent.text;

import java.util.regex.Pattern;

/**
 * Takes out of a line of a log what may be secret, before anything is cut or shown: passwords in
 * addresses, values of keys and options that are named like secrets, and long strings that mean
 * nothing to people.
 */
public final class Redaction {
  private static final String GONE = "<redacted>";

  /** More of a line is neither looked at nor shown: its time grows with the square of a word. */
  private static final int MOST = 4096;

  /** A password may hold {@code /} and {@code @}; a port is none. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile("(?<=://)(?:(?![^\\s:/@]+:\\d+/)[^\\s/@:]*:[^\\s\"']*@|[^\\s/@]+@)");

  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{4,}");
  // Only from the beginning of a word: a long one would be looked at from each of its letters.
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?<![\\w.-])[\\w.-]*(?:passw(?:or)?d|pass(?:phrase|code)?(?![a-z])|pwd|secret|token|api[_-]?key"
              + "|private[_-]?key|credential|authorization|cookie|mnemonic|seed)[\\w.-]*\\\\?[\"']?\\s*[=:]\\s*)"
              + "(\\\\\"[^\"\\\\]*\\\\\"|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'"
              + "|(?:[^\\s,;&}]|,(?!\\s|[\\w.-]*[=:]))+)");

  /** What is named so goes on to the end of the line: several cookies, twelve words. */
  private static final Pattern REST =
      Pattern.compile(
          "(?i)((?<![\\w.-])(?:(?:set-)?cookie\\s*:|(?:mnemonic|seed["
              + " _-]?(?:phrase)?)[\"']?\\s*[=:])\\s*)"
              + "(?=\\S+\\s+\\S+\\s+\\S+\\s+\\S+|[^\\s;]+;).+");

  /** The value of an option after a space, or in the next place of a list. */
  private static final Pattern OPTION =
      Pattern.compile(
          "((?<![\\w-])(?:-p|(?i:--?[\\w-]*(?:pass|pwd|secret|token|api-?key|private-?key|credential"
              + "|cookie|mnemonic|seed)[\\w-]*))[\"']?(?:\\s+|\\s*,\\s*))"
              + "(\"[^\"]*\"|'[^']*'|\\S+)");

  /** As {@code mysql -pPASSWORD}; {@code -path} and the like are words. */
  private static final Pattern ATTACHED =
      Pattern.compile("((?<![\\w-])-p)(?![a-z-]+(?![\\w-]))[^\\s\"',]+");

  /** As {@code curl -u NAME:PASSWORD}. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "((?<![\\w-])(?:-[uU]|--(?:proxy-)?user)[\"']?(?:\\s*,\\s*|\\s+|=)[\"']?[^\\s:\"']+:)[^\\s\"']+");

  /** As {@code ALTER ROLE … PASSWORD 'PASSWORD'}. */
  private static final Pattern STATEMENT =
      Pattern.compile("(?i)(\\b(?:password|identified\\s+by)\\s+)('[^']*'|\"[^\"]*\")");

  private static final Pattern OPAQUE =
      Pattern.compile("\\b(?=[A-Za-z0-9+/_-]*\\d)[A-Za-z0-9+/_-]{24,}={0,2}");

  private Redaction() {}

  /** The line without it; of more than 4,096 characters, what is before. */
  public static String of(String line) {
    String text = IN_ADDRESS.matcher(beginning(line)).replaceAll(GONE + "@");
    text = AUTHORIZATION.matcher(text).replaceAll("$1 " + GONE);
    for (Pattern shape : new Pattern[] {OPTION, ATTACHED, LOGIN, STATEMENT}) {
      text = shape.matcher(text).replaceAll("$1" + GONE);
    }
    text = REST.matcher(text).replaceAll("$1" + GONE);
    text = NAMED.matcher(text).replaceAll("$1" + GONE);
    return OPAQUE.matcher(text).replaceAll(GONE);
  }

  /** Whole words only, for half of a secret would not be known as one. */
  private static String beginning(String line) {
    if (line.length() <= MOST) {
      return line;
    }
    int end = MOST;
    while (end > 0 && !Character.isWhitespace(line.charAt(end))) {
      end--;
    }
    return line.substring(0, end) + " …";
  }
}
