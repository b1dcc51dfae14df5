package io.gapwatch.infra.config;

/** A value that is shown to nobody: it prints as {@code <secret>} wherever it goes. */
public record Secret(String reveal) {

  /**
   * The value without the line end or the byte order mark that a file or a shell left on it, fit
   * for a header of HTTP.
   *
   * @param what the secret's name for people
   * @throws InfraException when no header can carry it: Java's own complaint would quote it
   */
  public String forHeader(String what) {
    String value = reveal.replaceFirst("^\\uFEFF", "").strip();
    if (value.isEmpty() || !value.chars().allMatch(each -> each > ' ' && each <= '~')) {
      throw new InfraException(
          what + " is empty or has spaces or line breaks in it; copy it again, whole and alone");
    }
    return value;
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
