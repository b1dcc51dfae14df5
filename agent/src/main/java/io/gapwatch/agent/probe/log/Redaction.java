package io.gapwatch.agent.probe.log;

import java.util.regex.Pattern;

/**
 * Takes out of a log line what may be secret, before anything is cut or shown: passwords in
 * addresses, values of keys that are named like secrets, and long strings that mean nothing to
 * people.
 */
final class Redaction {
  private static final String GONE = "<redacted>";
  private static final Pattern IN_ADDRESS = Pattern.compile("(?<=://)[^\\s/@]+@");
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9+/=._~-]{4,}");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([\\w.-]*(?:passw(?:or)?d|pwd|secret|token|api[_-]?key|private[_-]?key|credential"
              + "|authorization|cookie|mnemonic|seed)[\\w.-]*[\"']?\\s*[=:]\\s*)"
              + "(\"[^\"]*\"|'[^']*'|[^\\s,;&}]+)");
  private static final Pattern OPAQUE =
      Pattern.compile("\\b(?=[A-Za-z0-9+/_-]*\\d)[A-Za-z0-9+/_-]{24,}={0,2}");

  private Redaction() {}

  static String of(String line) {
    String text = IN_ADDRESS.matcher(line).replaceAll(GONE + "@");
    text = AUTHORIZATION.matcher(text).replaceAll("$1 " + GONE);
    text = NAMED.matcher(text).replaceAll("$1" + GONE);
    return OPAQUE.matcher(text).replaceAll(GONE);
  }
}
