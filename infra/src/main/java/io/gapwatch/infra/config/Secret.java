package io.gapwatch.infra.config;

/** A value that is shown to nobody: it prints as {@code <secret>} wherever it goes. */
public record Secret(String reveal) {
  /** Shorter ones are found in many words, and what is taken out there would tell them. */
  private static final int SHORTEST_REDACTED = 8;

  /**
   * The value without the line end or the byte order mark that a file or a shell left on it, fit
   * for a header of HTTP.
   *
   * @param what the secret's name for people
   * @throws InfraException when no header can carry it: Java's own complaint would quote it
   */
  public String forHeader(String what) {
    String value = clean(reveal);
    if (value.isEmpty() || !value.chars().allMatch(each -> each > ' ' && each <= '~')) {
      throw new InfraException(
          what + " is empty or has spaces or line breaks in it; copy it again, whole and alone");
    }
    return value;
  }

  /** A value without the byte order mark and the line ends that a file left on it. */
  static String clean(String value) {
    return ByteOrderMark.without(value).strip();
  }

  /**
   * The same as it goes into a vault: blanks and the lines of a key in PEM are kept.
   *
   * @return itself, where a file left nothing on it
   */
  public Secret withoutFileEnds() {
    String value = ByteOrderMark.without(reveal);
    boolean isOneLine = value.strip().lines().count() == 1;
    return new Secret(isOneLine ? value.replaceFirst("\\R+\\z", "") : value);
  }

  /** What a server said, without this secret: it may quote what it was sent. */
  public String redactedFrom(String text) {
    String value = clean(reveal);
    return value.length() < SHORTEST_REDACTED ? text : text.replace(value, toString());
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
