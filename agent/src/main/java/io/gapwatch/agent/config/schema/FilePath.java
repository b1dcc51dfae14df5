package io.gapwatch.agent.config.schema;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Text that names a file or a folder. In a locale of ASCII only, as cron has it, Java has no name
 * for what has other letters, and would say so only to the run that opens it.
 *
 * @param kind what it must be besides
 */
public record FilePath<T>(Kind<T> kind) implements Kind<T> {

  /** Any path. */
  public static FilePath<String> any() {
    return new FilePath<>(Kinds.text());
  }

  @Override
  public Optional<T> read(Entry entry) {
    Optional<String> fault = entry.reader().peek(entry.node()).flatMap(FilePath::fault);
    return fault.isPresent() ? entry.problem("must " + fault.get()) : kind.read(entry);
  }

  static Optional<String> fault(String text) {
    return path(text).isPresent()
        ? Optional.empty()
        : Optional.of(
            "be a name that files can have here: this locale has not all of its characters; run"
                + " with LC_ALL=C.UTF-8, as scripts/gapwatch does");
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException notInThisLocale) {
      return Optional.empty();
    }
  }

  @Override
  public Map<String, Object> schema() {
    return kind.schema();
  }
}
