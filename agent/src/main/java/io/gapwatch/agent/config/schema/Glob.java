package io.gapwatch.agent.config.schema;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** A name of files with wildcards, in the syntax of {@link FileSystem#getPathMatcher}. */
public final class Glob {
  private Glob() {}

  /**
   * What is wrong with it, and what to write.
   *
   * @param path whose last part may have wildcards
   */
  public static Optional<String> fault(String path) {
    try {
      String name = path.substring(path.lastIndexOf('/') + 1);
      FileSystems.getDefault().getPathMatcher("glob:" + name);
      return Optional.empty();
    } catch (PatternSyntaxException quotesIt) {
      return Optional.of(
          "the wildcards in its last part have a [, { or \\ without what belongs to it; ? stands"
              + " for any one character");
    }
  }
}
