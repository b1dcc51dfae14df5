package io.gapwatch.agent.source;

import java.util.regex.Pattern;

/** Why TLS failed, in words of the field: Java's own name classes, and not what is wrong. */
public final class TlsWords {
  private static final Pattern UNKNOWN_AUTHORITY =
      Pattern.compile(
          "PKIX path building failed: \\S+: unable to find valid certification path to requested"
              + " target");
  private static final Pattern NOT_NOW =
      Pattern.compile("PKIX path validation failed: \\S+: validity check failed");
  private static final Pattern OTHER_HOST =
      Pattern.compile("The hostname (\\S+) could not be verified by hostnameverifier [\\w.]+");
  private static final Pattern NO_TLS = Pattern.compile("Unsupported or unrecognized SSL message");

  /** The port does not speak TLS. */
  public static final String NONE = "what answers on this port does not speak TLS";

  /** A certificate is not for this time. */
  public static final String OTHER_TIME =
      "the server's certificate has expired, or is not valid yet";

  private static final Pattern CLASS = Pattern.compile("(?:[a-z]\\w*\\.)+[A-Z]\\w*Exception: ?");

  private TlsWords() {}

  /** The same text without names of classes. */
  public static String of(String text) {
    String plain =
        UNKNOWN_AUTHORITY
            .matcher(text)
            .replaceAll("no authority that is trusted here has signed the server's certificate");
    plain = NOT_NOW.matcher(plain).replaceAll(OTHER_TIME);
    plain = OTHER_HOST.matcher(plain).replaceAll("the server's certificate is not for $1");
    plain = NO_TLS.matcher(plain).replaceAll(NONE);
    return CLASS.matcher(plain).replaceAll("");
  }
}
