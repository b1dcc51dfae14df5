package io.gapwatch.agent.report;

import io.gapwatch.agent.GoldenFile;
import java.nio.file.Path;

/** Whole reports that people read. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/report");

  private Golden() {}

  static void assertMatches(String name, String text) {
    GoldenFile.check(FOLDER.resolve(name), text);
  }
}
