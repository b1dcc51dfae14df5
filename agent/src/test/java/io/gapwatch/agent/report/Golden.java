package io.gapwatch.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.GoldenFile;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Whole reports that people read. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/report");

  private Golden() {}

  static void assertMatches(String name, String text) {
    if (name.endsWith(".md")) {
      assertTablesAreTables(text);
    }
    GoldenFile.check(FOLDER.resolve(name), text);
  }

  /** Rows with another number of cells than the first make it none to whoever shows it. */
  private static void assertTablesAreTables(String markdown) {
    OptionalLong columns = OptionalLong.empty();
    for (String line : markdown.lines().toList()) {
      if (!line.startsWith("| ")) {
        columns = OptionalLong.empty();
      } else {
        long cells = cells(line);
        assertThat(cells).as("%s", line).isEqualTo(columns.orElse(cells));
        columns = OptionalLong.of(cells);
      }
    }
  }

  /** Bars that no backslash stands before, less the first. */
  static long cells(String row) {
    return row.replace("\\|", "").chars().filter(c -> c == '|').count() - 1;
  }
}
