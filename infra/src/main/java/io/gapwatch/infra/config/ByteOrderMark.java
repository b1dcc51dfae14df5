package io.gapwatch.infra.config;

import java.nio.file.Path;

/**
 * The mark U+FEFF that some editors put before the first letter of a file. It is no part of what
 * the file says, and not every program reads past it.
 */
public final class ByteOrderMark {
  private static final String MARK = "\uFEFF";

  private ByteOrderMark() {}

  public static boolean begins(String text) {
    return text.startsWith(MARK);
  }

  /** A text without the mark that it may begin with. */
  public static String without(String text) {
    return begins(text) ? text.substring(MARK.length()) : text;
  }

  /**
   * Refuses a file for a program that does not read past the mark.
   *
   * @param so what comes of it, such as {@code which hides its first line}
   */
  public static InfraException refusal(Path file, String so) {
    return new InfraException(
        "%s begins with a byte order mark, %s; remove the mark: sed -i '1s/^\\xef\\xbb\\xbf//' %1$s"
            .formatted(file, so));
  }
}
