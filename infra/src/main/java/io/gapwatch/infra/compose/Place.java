package io.gapwatch.infra.compose;

import java.nio.file.Path;

/**
 * Where something stands.
 *
 * @param line counted from 1
 */
public record Place(Path file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
