package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which DuckDB a file needs that is newer than the driver. */
final class DuckDbFormat {
  /** The driver's words; they name its formats, and no version. */
  private static final Pattern TOO_NEW =
      Pattern.compile("version number (\\d+), but we can only read .*between \\d+ and (\\d+)");

  /** Where the first block of a file has the version of the DuckDB that made it. */
  private static final int MADE_BY = 52;

  private static final int LONGEST = 32;

  private DuckDbFormat() {}

  /** Empty if the driver refused the file for another reason. */
  static Optional<SourceUnavailableException> tooNew(
      String source, Path file, DuckDbDriver driver, SQLException refusal) {
    Matcher formats = TOO_NEW.matcher(String.valueOf(refusal.getMessage()));
    if (!formats.find() || Long.parseLong(formats.group(1)) < Long.parseLong(formats.group(2))) {
      return Optional.empty();
    }
    String ours = driver.version();
    String maker = madeBy(file);
    return Optional.of(
        new SourceUnavailableException(
            "%s: %s needs a newer DuckDB: %s made it in storage format %s, and the DuckDB %s of this Gapwatch reads formats up to %s"
                .formatted(
                    source,
                    file,
                    maker.isEmpty() ? "a newer one" : "DuckDB " + maker,
                    formats.group(1),
                    ours,
                    formats.group(2)),
            "update Gapwatch to a version with DuckDB %s; or have the writer keep a format that this one reads: ATTACH 'new.duckdb' (STORAGE_VERSION '%s'), and COPY FROM DATABASE into it"
                .formatted(maker.isEmpty() ? "of that format" : maker + " or newer", ours)));
  }

  /** Such as {@code v2.0.0}; empty if the file does not say it in this form. */
  private static String madeBy(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(MADE_BY);
      String text = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
      Matcher version = Pattern.compile("^v\\d+\\.\\d+\\.\\d+[\\w.-]*").matcher(text);
      return version.find() ? version.group() : "";
    } catch (IOException e) {
      return "";
    }
  }
}
