package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * Looks at a file before the driver does, which says less, takes a CSV for a database in memory,
 * and in other modes creates what is missing.
 */
final class DuckDbFile {
  /** Bytes of the first block; what changes with each checkpoint is behind it. */
  private static final int HEADER = 4096;

  private DuckDbFile() {}

  /**
   * Whether a database may be opened here.
   *
   * @throws SourceUnavailableException if this is no DuckDB database
   */
  static void check(String source, Path file) {
    String url = "check the url of source " + source;
    if (Files.notExists(file)) {
      throw new SourceUnavailableException(
          source + ": DuckDB file not found: " + file,
          url + ", and that this user can read the file");
    }
    if (!Files.exists(file)) {
      throw new SourceUnavailableException(
          source + ": whether there is " + file + " could not be found out",
          url + ", and that this user may enter the folders above");
    }
    if (Files.isDirectory(file)) {
      throw new SourceUnavailableException(
          source + ": " + file + " is a folder, not a DuckDB file", url);
    }
    if (!Files.isRegularFile(file)) {
      // Opening a pipe or a device would wait for somebody who writes.
      throw new SourceUnavailableException(
          source + ": " + file + " is not a regular file, so not a DuckDB file", url);
    }
    FileBeginning begin = FileBeginning.of(source, file);
    // An empty one is left to the driver: a writer may have created it this moment.
    if (!begin.isEmpty() && !begin.isDuckDb()) {
      throw new SourceUnavailableException(
          source + ": " + file + " is " + begin.kind() + ", not a DuckDB file", remedy(begin, url));
    }
  }

  /**
   * Whether the driver understands the path: it takes what follows a semicolon for settings.
   *
   * @param file behind links, for links are followed
   */
  static void mustBeSpelt(String source, Path file) {
    if (file.toString().contains(";")) {
      throw new SourceUnavailableException(
          source + ": DuckDB's driver cannot open a path with a semicolon: " + file,
          "rename the file or its folder");
    }
  }

  /**
   * Which file this is: the one that the folder names, and the identifier that DuckDB gives each
   * database in the first block of its file and never changes.
   *
   * @return empty if it cannot be read
   */
  static OptionalLong edition(Path file) {
    CRC32 sum = new CRC32();
    try (InputStream in = Files.newInputStream(file)) {
      sum.update(in.readNBytes(HEADER));
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      sum.update(String.valueOf(key).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(sum.getValue());
  }

  private static String remedy(FileBeginning begin, String url) {
    if (begin.isWorkbook()) {
      return DataFile.SAVE_AS_CSV;
    }
    return begin.isParquet() || begin.kind().endsWith("CSV file") || begin.kind().equals("JSON")
        ? "a file of this kind is read if its name says so: give %s an ending such as .csv, .parquet or .json"
            .formatted(begin.file().getFileName())
        : url + "; if this was a database, restore it from a backup, and check what writes it";
  }
}
