package io.gapwatch.agent.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * An older DuckDB for Python cannot open the files that the driver writes, and the comparison would
 * not start.
 */
class BenchRequirementsTest {
  @Test
  void pythonHasTheDuckDbOfTheDriver() throws IOException {
    String driver = found("pom.xml", "<duckdb\\.version>(\\d+\\.\\d+)");
    assertEquals(driver, found("src/test/bench/requirements.txt", "duckdb==(\\d+\\.\\d+)"));
  }

  private static String found(String file, String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
    assertTrue(matcher.find(), file + " names no version of DuckDB");
    return matcher.group(1);
  }
}
