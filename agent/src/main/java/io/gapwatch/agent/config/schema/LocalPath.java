package io.gapwatch.agent.config.schema;

import java.util.Map;
import java.util.Optional;

/**
 * The path of something on this machine; a relative one is relative to the configuration, wherever
 * the command is called.
 *
 * @param kind its syntax
 */
public record LocalPath(Kind<String> kind) implements Kind<String> {
  /** A path, but none that only a shell understands. */
  public static LocalPath any(String example) {
    return new LocalPath(new FilePath<>(Kinds.text("[^~].*", "a path such as " + example)));
  }

  @Override
  public Optional<String> read(Entry entry) {
    return kind.read(entry).map(entry.reader()::resolve);
  }

  @Override
  public Map<String, Object> schema() {
    return kind.schema();
  }
}
